"""A document as a Word file that counsel can edit: real headings, lists, tables, headers, footers.

python-docx is asked for when such a file is made, and not before.
"""

from __future__ import annotations

import re
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING

from negotiator.plain import one_line
from negotiator.report.document import (
    INTERNAL,
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.section import Section
    from docx.table import Table as Grid
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHORT, _LONG = 210, 297
"""The sides of A4, in millimetres."""
_MARGIN = 18
_FONT = "Calibri"
_RED = "8A1C1C"
_SHADE = "EEF2F6"


def word(document: Document) -> bytes:
    """The whole file.

    Raises:
        ImportError: python-docx is not installed.
    """
    import docx

    file = docx.Document()
    _style(file)
    _about(file, document)
    _paper(file.sections[0], document)
    file.add_paragraph(_text(document.title), style="Title")
    file.add_paragraph(document.date)
    for block in document.blocks:
        _add(file, block, _width(document))
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _text(words: str) -> str:
    """Words on one line, without the few characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", one_line(words))


def _width(document: Document) -> int:
    """Between the margins, in millimetres."""
    return (_LONG if document.wide else _SHORT) - 2 * _MARGIN


def _style(file: WordFile) -> None:
    """One face throughout, in sizes for paper."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (
        ("Normal", 10.5),
        ("Footer", 8),
        ("Header", 9),
        ("Title", 20),
        ("Heading 1", 14),
        ("Heading 2", 11.5),
    ):
        style = file.styles[name]
        style.font.name = _FONT
        style.font.size = Pt(size)
        if name.startswith(("Title", "Heading")):
            style.font.color.rgb = RGBColor(0x1D, 0x27, 0x33)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)  # a theme's face would win over the one that is named


def _about(file: WordFile, document: Document) -> None:
    """The properties: when and what, not who and with which program."""
    about = file.core_properties
    about.title, about.author, about.comments = _text(document.title)[:255], "", ""
    about.last_modified_by = ""
    about.created = about.modified = document.at.astimezone(UTC)  # which is how it is written


def _paper(section: Section, document: Document) -> None:
    """A4, the mark above every page and its number below."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, RGBColor

    section.orientation = WD_ORIENT.LANDSCAPE if document.wide else WD_ORIENT.PORTRAIT
    section.page_width = Mm(_LONG if document.wide else _SHORT)
    section.page_height = Mm(_SHORT if document.wide else _LONG)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if document.internal:
        mark = head.add_run(INTERNAL)
        mark.bold, mark.font.color.rgb = True, RGBColor.from_string(_RED)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{_text(document.title)}, page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: WordParagraph, code: str) -> None:
    """A number that Word counts itself."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = code
        run._r.append(element)


def _add(file: WordFile, block: Block, width: int) -> None:
    match block:
        case Heading(words=words, level=level, new_page=new_page):
            heading = file.add_heading(_text(words), level - 1)
            heading.paragraph_format.page_break_before = new_page or None
        case Paragraph(words=words):
            file.add_paragraph(_text(words))
        case Bullets(items=items, numbered=numbered):
            for item in items:
                _item(file.add_paragraph(style=f"List {'Number' if numbered else 'Bullet'}"), item)
        case _:
            _table(file, block, width)


def _item(paragraph: WordParagraph, item: Item) -> None:
    if about := _text(item.about):
        paragraph.add_run(about).bold = True
    if words := _text(item.words):
        paragraph.add_run(f": {words}" if about else words)


def _table(file: WordFile, block: Table, width: int) -> None:
    """A table whose head is repeated on every page and whose rows are not torn apart."""
    from docx.oxml.parser import OxmlElement
    from docx.shared import Mm

    grid = file.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    grid.autofit = False
    _margins(grid)
    titles = tuple(column.title for column in block.columns)
    for _ in block.rows:
        grid.add_row()
    whole = sum(column.share for column in block.columns)
    widths = [Mm(width * column.share / whole) for column in block.columns]
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = wide
    for number, (row, cells) in enumerate(zip(grid.rows, (titles, *block.rows), strict=True)):
        kept = row._tr.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        if number == 0:
            kept.append(OxmlElement("w:tblHeader"))
        for cell, wide, words in zip(row.cells, widths, cells, strict=True):
            cell.width = wide
            _cell(cell, words, head=number == 0)
    file.add_paragraph()


def _margins(grid: Grid) -> None:
    """A narrow gap beside the words, so that a long one need not be broken."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "70")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:  # the schema wants the margins before it
        look.addprevious(margins)


def _cell(cell: _Cell, words: str, *, head: bool) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(_text(words))
    run.font.size, run.bold = Pt(8.5), head
    if head:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
