"""Other people's words stay words, whatever they do to be taken for Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from negotiator.deal import body as b
from negotiator.plain import one_line
from negotiator.report import KINDS, render
from negotiator.report.markdown import bullets, table, text
from tests.report.records import recorded
from tests.samples import PINNING, RETENTION, TRAINING
from tests.store.samples import a_deal

READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- x",
    "[pay here](http://evil)",
    "![x](http://evil/x.png)",
    "<http://evil>",
    "[x]: http://evil",
    "**bold** __bold__ *i* _i_ ~~s~~ `code`",
    "# heading",
    "one\n# heading",
    "one\n\n---\ntwo",
    "title\n=====",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "> quote",
    "```\nfence",
    "    code",
    "\tcode",
    "a | b | c",
    "\\",
    "\\| x",
    "ends in \\",
    "&lt;b&gt; &copy; &#60;",
    "| a |\n|---|\n| b |",
    "hard  \nbreak",
    "* * *",
    "#",
    "=",
    "-",
    "***",
    "$x$ :smile: @all",
    "\x1b[31mred",
    "",
]


class Tags(HTMLParser):
    """The tags and the text of rendered HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def seen(words: str) -> str:
    """The words as a reader sees them."""
    return one_line(words)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_line_of_a_list_is_a_line_of_a_list(words: str) -> None:
    page = Tags(READER.render(bullets([f"**Title**: {text(words)}", text(words), "end"])))
    assert page.tags == ["ul", "li", "strong", "li", "li"]
    told = "".join(page.words).split("\n")
    assert told.count(seen(words)) >= 1
    assert f": {seen(words)}".rstrip() in "".join(page.words)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_cell_of_a_table_is_a_cell_of_a_table(words: str) -> None:
    page = Tags(READER.render(table(["A", "B"], [[words, "end"], ["begin", words]])))
    cells = ["tr", "td", "td"]
    assert page.tags == ["table", "thead", "tr", "th", "th", "tbody", *cells, *cells]
    assert [word for word in page.words if word.strip()].count(seen(words)) == (2 if words else 0)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_heading_is_one_heading(words: str) -> None:
    page = Tags(READER.render(f"# Recap: {text(words)}, {text(words)}\n\nend"))
    assert page.tags == ["h1", "p"]
    assert f"Recap: {seen(words)}, {seen(words)}".rstrip() in "".join(page.words)


@given(st.text())
@example("a\\|b")
@example("0.")
@example("-\u200d")
def test_any_words(words: str) -> None:
    page = Tags(READER.render(bullets([text(words), f"**Title**: {text(words)}"])))
    assert page.tags == ["ul", "li", "li", "strong"]
    assert seen(words) in "".join(page.words)
    page = Tags(READER.render(table(["A"], [[words]])))
    assert page.tags == ["table", "thead", "tr", "th", "tbody", "tr", "td"]


def documents(words: str) -> Iterator[str]:
    """Every document of a deal in which everyone says those words."""
    deal = a_deal(vendor=one_line(words)[:150] or "x", title="API")
    record = recorded(
        (b.Heard(words=words), PINNING),
        (b.Promised(words=words), PINNING),
        (b.Promised(words=words), None),
        (b.Task(words=words, owner=words[:150], told=True), TRAINING),
        (b.Deferred(owner=words[:150]), TRAINING),
        (b.Traded(give=words, get=words), TRAINING),
        (b.Waived(words=words, approver=words[:150] or "x"), RETENTION),
    )
    for kind in KINDS:
        yield render(kind, "md", replace(record, deal=deal)).decode()
    yield render("issues", "md", replace(record, deal=deal), internal=True).decode()


@pytest.mark.parametrize("words", [words for words in HOSTILE if one_line(words)])
def test_no_document_obeys_what_a_vendor_said(words: str) -> None:
    plain = [Tags(READER.render(text)).tags for text in documents("plain")]
    assert [Tags(READER.render(text)).tags for text in documents(words)] == plain
    for told in documents(words):
        assert "\x1b" not in told
