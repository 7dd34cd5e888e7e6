"""What commands print: columns for a person, JSON for a program."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from negotiator.plain import one_line, visible


def say(text: str = "") -> None:
    """Print a line with nothing in it that a terminal would obey."""
    print(visible(text))


def warn(text: str) -> None:
    """Print a line about what is wrong and does not stop the command."""
    print(f"negotiator: {visible(text)}", file=sys.stderr)


def as_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as JSON; letters that the terminal's encoding lacks are spelled out."""
    spelled_out = sys.stdout.encoding.lower() not in {"utf-8", "utf8"}
    print(json.dumps(value, ensure_ascii=spelled_out, indent=indent, default=_plain), flush=True)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, whole: int = 0) -> None:
    """Print rows in columns: fitted to the width of a terminal, whole in a pipe.

    Args:
        whole: so many columns at the left are never cut.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 1_000
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    grid = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    cells = [[Text(one_line(cell)) for cell in row] for row in rows]
    columns = zip(map(Text, headings), *cells, strict=True)
    needed = [max(cell.cell_len for cell in column) for column in columns]
    for heading, room in zip(headings, _fitted(needed, width, whole), strict=True):
        grid.add_column(heading, overflow="ellipsis", no_wrap=True, width=room)
    for row in cells:
        grid.add_row(*row)
    with console.capture() as drawn:
        console.print(grid)
    print(drawn.get(), end="")  # rich itself would end the program when nobody reads any more


def _fitted(widths: list[int], line: int, whole: int = 0) -> list[int]:
    """The widths of columns that must fit a line: the widest give way, the narrow stay whole.

    The first `whole` do not give way.
    """
    kept, rest = widths[:whole], widths[whole:]
    room = line - 2 * (len(widths) - 1) - sum(kept)
    while sum(rest) > room and max(rest) > 1:
        rest[rest.index(max(rest))] -= 1
    return kept + rest


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
