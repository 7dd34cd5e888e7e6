"""The Word file, opened again: real headings, lists and tables, the mark and the page numbers."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta, timezone

import docx
import pytest
from docx.document import Document as WordFile
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negotiator.plain import one_line
from negotiator.report.document import Bullets, Column, Document, Heading, Item, Paragraph, Table
from negotiator.report.word import word
from tests.report.records import AT, parts_of

DOCUMENT = Document(
    title="Memo: Acme AI",
    at=AT.astimezone(timezone(timedelta(hours=1))),
    blocks=(
        Heading("Purpose"),
        Paragraph("To agree."),
        Heading("Data", 3),
        Bullets((Item("Pin", "a year"), Item("", "alone"), Item("Named"))),
        Table(
            (Column("a", "Clause"), Column("b", "Words", 5)),
            (("Pin", "=1+1"), ("Price", "“flat”")),
        ),
    ),
    internal=True,
    wide=True,
)


def opened(document: Document) -> WordFile:
    return docx.Document(io.BytesIO(word(document)))


def test_everything_is_what_it_looks_like() -> None:
    file = opened(DOCUMENT)
    paragraphs = [(each.style.name, each.text) for each in file.paragraphs if each.style]
    assert paragraphs[:8] == [
        ("Title", "Memo: Acme AI"),
        ("Normal", "21 November 2026"),
        ("Heading 1", "Purpose"),
        ("Normal", "To agree."),
        ("Heading 2", "Data"),
        ("List Bullet", "Pin: a year"),
        ("List Bullet", "alone"),
        ("List Bullet", "Named"),
    ]
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Clause", "Words"],
        ["Pin", "=1+1"],
        ["Price", "“flat”"],
    ]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert "tblHeader" not in table.rows[1]._tr.xml
    assert all("cantSplit" in row._tr.xml for row in table.rows)
    narrow, wide = (cell.width for cell in table.rows[1].cells)
    assert narrow is not None
    assert wide is not None
    assert narrow < wide


def test_an_order_is_numbered_and_a_part_may_begin_a_page() -> None:
    blocks = Bullets((Item("Pin"),), numbered=True), Heading("Details", new_page=True)
    paragraphs = opened(replace(DOCUMENT, blocks=blocks)).paragraphs[-2:]
    assert [each.style.name for each in paragraphs if each.style] == ["List Number", "Heading 1"]
    assert paragraphs[1].paragraph_format.page_break_before


def test_every_page_has_its_number_and_the_mark() -> None:
    (section,) = opened(DOCUMENT).sections
    assert section.header.paragraphs[0].text == "Internal: not for the vendor"
    footer = section.footer.paragraphs[0]._p.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    upright = opened(Document("Recap", AT, ())).sections[0]
    assert upright.header.paragraphs[0].text == ""
    assert upright.page_width is not None
    assert upright.page_height is not None
    assert upright.page_width < upright.page_height


def test_it_does_not_tell_who_wrote_it_with_what() -> None:
    file = opened(DOCUMENT)
    about = file.core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "Memo: Acme AI"
    assert about.created is not None
    assert about.created == AT
    assert "python-docx" not in "".join(parts_of(word(DOCUMENT)).values())


@given(st.text(min_size=1))
@example("\x00\x1b[31m")
@example("\ufffe\uffff")
@example("\ud800")
@example("<w:t>&amp;</w:t>")
@settings(max_examples=15)
def test_any_words_can_be_written(words: str) -> None:
    blocks = (Paragraph(words), Table((Column("a", words),), ((words,),)))
    file = opened(Document(words, AT, blocks))
    shown = file.paragraphs[2].text
    assert shown == one_line(words).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert file.tables[0].rows[1].cells[0].text == shown


@pytest.mark.parametrize("title", ["x" * 400, "\ufffe" * 300])
def test_any_title(title: str) -> None:
    assert len(opened(Document(title, AT, ())).core_properties.title) <= 255
