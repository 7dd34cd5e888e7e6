"""The nastiest texts that a vendor, a file or a slip of the hand can bring: one list for all."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

CORPUS: dict[str, str] = {
    "closing markup": "[/] [/bold] [red",
    "an action": "[@click=app.quit]free[/]",
    "a link": "[link=https://evil.example/x]here[/link]",
    "colours": "\x1b[31mred\x1b[2J\x1b[H",
    "a title": "\x1b]0;owned\x07",
    "a hyperlink": "\x1b]8;;https://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "the clipboard": "\x1b]52;c;aGFjaw==\x07",
    "a device": "\x1bP+q544e\x1b\\ \x1b_Gi=1\x1b\\",
    "controls of one byte": "\x9b2J \x9d0;x\x9c \x85 \x00\x08\x7f",
    "direction": "\u202egnirts\u202c \u2066x\u2069 \u200f",
    "nothing to see": "\u200b\u2060\ufeff\u180e" * 20,
    "marks on marks": "e" + "\u0301" * 200,
    "lines": "one\u2028two\u2029three\x0bfour\x0cfive\rsix",
    "half a pair": "\ud800 and \udfff",
    "private use and tags": "\ue000 \U000e0041\U000f0000",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onload=alert(1)",
    "an address": "javascript:alert(1) [x](javascript:alert(1)) ![x](https://evil.example/p.png)",
    "a formula": '=HYPERLINK("https://evil.example","x")',
    "a formula with plus": "+1+cmd|' /C calc'!A0",
    "a formula with at": "@SUM(1)",
    "a formula with minus": "-2+3",
    "a calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:https://evil.example/",
    "a separator": 'a","b";c\t|d\r\ne',
    "an entity": "&lt;b&gt; &#x3c;script&#x3e; <!-- --> ]]> <![CDATA[",
    "a placeholder": "{0} {x.__class__} %s %(x)s $t ${HOME}",
    "SQL": "'; DROP TABLE entry; --",
    "a path": "../../../etc/passwd",
    "wide": "ｗｉｄｅ 漢字 👩‍👩‍👧‍👦 🇩🇪",
}
"""By what each of them tries."""
ENDLESS = "we roll every customer forward " * 33_000
"""A megabyte on one line."""

OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Characters of these categories are obeyed, by one terminal or another, instead of shown."""
JOINERS = {"\u200c", "\u200d"}
"""Spell words and families, and are kept."""

texts = st.lists(st.sampled_from([*CORPUS.values()]) | st.text(st.characters()), max_size=4).map(
    " ".join
)
"""For hypothesis: some of them, and whatever else there is in Unicode."""


def obeyed(text: str, but: str = "") -> set[str]:
    """The characters of a text that a terminal might obey."""
    found = {c for c in text if unicodedata.category(c) in OBEYED}
    return found - JOINERS - set(but)
