"""Rows of a table with bars and fields of a heat map in them: shades, letters, and then colours."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from negotiator.desk.insights import SHADES, Bar, Shade, shares

_COLOURS = dict(
    zip("OT12+W–", ("$success", "$success", "$primary", "$warning", "$warning", "$error", "$error"),
        strict=True)
)  # fmt: skip


def row(cells: Sequence[str], widths: Sequence[int], style: str = "") -> Content:
    """Cells beside each other, each as wide as told."""
    return Content(" ").join(
        [_cell(cell, width, style) for cell, width in zip(cells, widths, strict=True)]
    )


def _cell(cell: str, width: int, style: str) -> Content:
    drawn = Content.styled(cell, style)
    if isinstance(cell, Bar):
        sizes = shares([count for _, count in cell.parts], cell.whole, width - 1)
        drawn = Content.assemble(
            *(
                (SHADES.get(letter, "█") * size, _COLOURS.get(letter, "$primary"))
                for (letter, _), size in zip(cell.parts, sizes, strict=True)
            )
        )
    elif isinstance(cell, Shade):
        field = SHADES[cell.letter] * max(min(width - 4, 8), 1)
        drawn = Content.styled(f"{field} {cell.letter}", _COLOURS[cell.letter])
    return drawn.truncate(width, ellipsis=True, pad=True)
