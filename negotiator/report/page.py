"""A document as one HTML file: readable on a telephone, printable on A4, without any network.

It is made from the document itself and not by way of Markdown: escaping once is simpler to be sure
of. There is no script, no link and no picture, and a policy in the page forbids any.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files

from negotiator.deal.drawn import LETTERS, Bar, Shade
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

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(document: Document) -> str:
    """The whole file."""
    style = files("negotiator.report").joinpath("page.css").read_text(encoding="utf-8")
    paper = "A4 landscape" if document.wide else "A4"
    mark = f'"{INTERNAL}"' if document.internal else '""'
    style += f"@page {{ size: {paper}; @top-right {{ content: {mark}; }} }}\n"
    banner = [f'<p class="internal">{_text(INTERNAL)}</p>'] if document.internal else []
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(document.title)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            f'<body class="{"wide" if document.wide else "narrow"}">',
            *banner,
            f"<h1>{_text(document.title)}</h1>",
            f'<p class="date">{document.date}</p>',
            *map(_block, document.blocks),
            "</body>",
            "</html>\n",
        ]
    )


def _text(words: str) -> str:
    """Words on one line with nothing in them that a browser would obey, in attributes either."""
    return escape(one_line(words), quote=True)


def _block(block: Block) -> str:
    match block:
        case Heading(words=words, level=level, new_page=new_page):
            begins = ' class="new-page"' if new_page else ""
            return f"<h{level}{begins}>{_text(words)}</h{level}>"
        case Paragraph(words=words):
            return f"<p>{_text(words)}</p>"
        case Bullets(items=items, numbered=numbered):
            name = "ol" if numbered else "ul"
            return "\n".join([f"<{name}>", *map(_item, items), f"</{name}>"])
        case _:
            return _table(block)


def _item(item: Item) -> str:
    about = f"<strong>{_text(item.about)}</strong>" if item.about.strip() else ""
    return f"<li>{': '.join(filter(None, (about, _text(item.words))))}</li>"


def _table(block: Table) -> str:
    """On a narrow screen each cell says its column's title, because there the head is not shown."""
    whole = sum(column.share for column in block.columns)
    widths = [f'<col style="width: {100 * each.share / whole:.1f}%">' for each in block.columns]
    head = "".join(f'<th scope="col">{_text(column.title)}</th>' for column in block.columns)
    titles = [_text(column.title) for column in block.columns]
    rows = [
        "<tr>"
        + "".join(_cell(title, cell) for title, cell in zip(titles, row, strict=True))
        + "</tr>"
        for row in block.rows
    ]
    return "\n".join(
        [
            "<table>",
            f"<colgroup>{''.join(widths)}</colgroup>",
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *rows,
            "</tbody>",
            "</table>",
        ]
    )


def _cell(title: str, cell: str) -> str:
    """A cell; a bar and a field of a heat map carry their letters, for who sees no colour."""
    if isinstance(cell, Shade):
        words = _text(cell.shown)
        return f'<td data-title="{title}" class="shade {_level(cell.letter)}">{words}</td>'
    if isinstance(cell, Bar):
        parts = "".join(
            f'<i class="{_level(name)}" style="width: {100 * count / cell.whole:.1f}%">{name}</i>'
            for name, count in cell.parts
        )
        return f'<td data-title="{title}"><span class="bar">{parts}</span></td>'
    return f'<td data-title="{title}">{_text(cell)}</td>'


def _level(letter: str) -> str:
    """The class of a letter: how far down the ladder it stands."""
    return f"level-{LETTERS.index(letter)}" if letter else "count"
