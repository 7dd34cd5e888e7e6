"""Whatever stands in a record, every form of every report holds it as text and nothing else."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given, settings

from negotiator.deal import body as b
from negotiator.plain import one_line
from negotiator.report import KINDS, DealRecord, render
from negotiator.report.ics import Event, calendar
from tests.hostile import CORPUS, ENDLESS, obeyed, texts
from tests.report.records import AT, parts_of, recorded
from tests.samples import PINNING, TRAINING
from tests.store.samples import a_deal

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li"),
    *("strong", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "style", "scope"}
ATTRIBUTES |= {"data-title"}
ALL = " ".join(CORPUS.values())


class Walked(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


def hostile(words: str) -> DealRecord:
    """A record in which the words stand wherever words can, as far as an entry takes them."""
    words = words.encode(errors="replace").decode()[:20_000]
    name = one_line(words, limit=150) or "x"
    record = recorded(
        (b.Heard(words=words), PINNING),
        (b.Offered(rung="target", words=words), PINNING),
        (b.Agreed(rung="target", words=words), TRAINING),
        (b.Promised(words=words, verbatim=True, condition=words), TRAINING),
        (b.Deferred(owner=name, due=date(2026, 12, 1), words=words), PINNING),
        (b.Traded(give=words, get=words), PINNING),
        (b.Waived(words=words, approver=name), "data.retention"),
        (b.Task(words=words, owner=name, told=True), None),
        (b.Note(words=words), None),
        (b.Papered(document=name, section=name), TRAINING),
    )
    return DealRecord(**{**vars(record), "deal": a_deal(name, name)})


def check_page(page: str) -> None:
    walked = Walked(page)
    assert walked.tags <= ALLOWED
    for name, value in walked.attributes:
        assert name in ATTRIBUTES
        assert name == "data-title" or not re.search(r"https?:|javascript:|url\(", value or "")
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    assert not re.search(r"@import|url\(|https?:", style)
    assert not obeyed(page, "\n")


def check_sheet(sheet: str) -> None:
    for row in csv.reader(StringIO(sheet, newline="")):
        for cell in row:
            assert not re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell), cell
            assert not obeyed(cell)


def check(kind: str, record: DealRecord, *, internal: bool) -> None:
    check_page(render(kind, "html", record, internal=internal).decode())
    check_sheet(render(kind, "csv", record, internal=internal).decode())
    assert not obeyed(render(kind, "md", record, internal=internal).decode(), "\n")
    json.loads(render(kind, "json", record, internal=internal))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*CORPUS, "endless"])
def test_every_text_in_every_form(kind: str, name: str) -> None:
    check(kind, hostile(CORPUS.get(name, ENDLESS)), internal=True)


@pytest.mark.parametrize("kind", KINDS)
def test_word_files_hold_words(kind: str) -> None:
    for name, part in parts_of(render(kind, "docx", hostile(ALL), internal=True)).items():
        assert not obeyed(part, "\n\t"), name


@settings(max_examples=15)
@given(texts)
def test_any_text(words: str) -> None:
    record = hostile(words)
    for kind in KINDS:
        check(kind, record, internal=False)


@pytest.mark.parametrize("name", CORPUS)
def test_a_calendar_has_only_the_lines_it_should(name: str) -> None:
    words = CORPUS[name]
    content = calendar([Event("1@x", date(2026, 12, 1), words, words)], AT)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded if line]
    assert names.count("BEGIN") == names.count("END") == 3
    assert {*names} <= {
        *("BEGIN", "END", "PRODID", "VERSION", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"),
        *("DESCRIPTION", "TRANSP", "ACTION", "TRIGGER"),
    }
    assert not obeyed("".join(unfolded))
