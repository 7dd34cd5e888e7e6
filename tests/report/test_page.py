"""The HTML file: whole in itself, and nothing in it comes from what people said but their words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.plain import one_line
from negotiator.report import KINDS, render
from negotiator.report.document import Bullets, Column, Document, Heading, Item, Paragraph, Table
from negotiator.report.page import page
from tests.report.records import AT, recorded
from tests.report.test_markdown import HOSTILE
from tests.samples import PINNING, TRAINING

ATTACKS = [
    *HOSTILE,
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "]]><!--",
    "</td></tr></table>",
]


class Parsed(HTMLParser):
    """Tags with their attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def document(words: str, *, internal: bool = False) -> Document:
    """One of every block, with the words wherever words can be."""
    return Document(
        title=words,
        at=AT,
        blocks=(
            Heading(words),
            Paragraph(words),
            Bullets((Item(words, words), Item("", words), Item(words))),
            Table((Column("a", words), Column("b", "B")), ((words, "end"),)),
        ),
        internal=internal,
    )


@pytest.mark.parametrize("words", ATTACKS)
def test_hostile_words_stay_words(words: str) -> None:
    plain, attacked = Parsed(page(document("plain"))), Parsed(page(document(words)))
    if one_line(words):
        assert attacked.tags == plain.tags
        assert attacked.words.count(one_line(words)) >= 5
    assert [name for name, _ in attacked.attributes] == [name for name, _ in plain.attributes]


@given(st.text())
def test_any_words(words: str) -> None:
    found = Parsed(page(document(f"x{words}")))
    assert found.tags == Parsed(page(document("x"))).tags
    assert "\x1b" not in "".join(found.words)


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_asks_for_nothing_and_runs_nothing(kind: str) -> None:
    said = ((b.Heard(words="see http://evil.example/x"), PINNING), (b.Raised(), TRAINING))
    text = render(kind, "html", recorded(*said)).decode()
    found = Parsed(text)
    assert not {"script", "link", "img", "a", "iframe", "object", "form"} & set(found.tags)
    assert not {"src", "href", "action", "onload"} & {name for name, _ in found.attributes}
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\(|@import|expression", style)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in found.attributes


def test_it_is_for_paper_and_for_a_telephone() -> None:
    text = page(document("x"))
    assert "width=device-width" in text
    assert "@media print" in text
    assert "size: A4;" in text
    assert 'data-title="B"' in text


def test_what_is_internal_says_so_on_the_screen_and_above_every_page() -> None:
    text = page(document("x", internal=True))
    assert '<p class="internal">Internal: not for the vendor</p>' in text
    assert '@top-right { content: "Internal: not for the vendor"; }' in text
    assert "Internal" not in page(document("x"))
