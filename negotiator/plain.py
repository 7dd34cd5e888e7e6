"""Text from people and files, made safe to show: nothing in it can act on a terminal."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

LIMIT = 20_000
"""Characters kept of one text; far more than anyone says in one breath."""

KEPT = "\n\t"
"""What a text of several lines may hold beside what is printed."""

# Cc: control, Cf: format (bidi overrides, zero-width), Cs: lone surrogates, Co: private use,
# Zl and Zp: line separators that only some terminals break at.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""The Unicode categories of what a terminal might obey, or hide."""
_JOINERS = {"\u200c", "\u200d"}  # needed to spell Persian, Hindi and many emoji


def visible(text: str, *, limit: int = LIMIT, kept: str = KEPT) -> str:
    """The text with every character that a terminal might obey replaced by its visible name.

    `ESC[31m` becomes `\\x1b[31m`; a right-to-left override becomes `\\u202e`. Line breaks and tabs
    stay, unless `kept` says otherwise; what would be longer than `limit` is cut to it and says so.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text
    text = text.replace("\r\n", "\n")
    shown = [c if c in kept else _shown(c) for c in text[: limit + 1]]
    ends = list(accumulate(map(len, shown)))  # a name is longer than what it stands for
    if not ends or ends[-1] <= limit:
        return "".join(shown)
    fitting = bisect_right(ends, limit - len(_cut(len(text))))
    return "".join(shown[:fitting]) + _cut(len(text) - fitting)


def one_line(text: str, *, limit: int = LIMIT) -> str:
    """The visible text on one line: every run of white space becomes one space."""
    return " ".join(visible(text, limit=limit).split())


def _cut(count: int) -> str:
    return f"… [{count} more characters cut]"


def _shown(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in HIDDEN:
        return character
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def ended(text: str) -> str:
    """The text with a full stop, unless it ends as a question does."""
    return text if text.endswith(("?", ".")) else f"{text}."
