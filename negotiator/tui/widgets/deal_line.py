"""A deal in a line of the list, and how far it is beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import BANDS, bar, columns, plural

if TYPE_CHECKING:
    from negotiator.desk.deal_views import DealRow

_DUE = 7
"""Columns of the days left of a contract's next deadline."""
_DATED = 64
"""Columns from which there is room for the day of the last entry."""
_ROOMY = 92
"""Columns from which names have room enough beside a bar."""


def deal_line(row: DealRow, width: int, vendor: int) -> Content:
    """A deal in one line; `vendor` is how wide the widest name of a vendor is."""
    last = f"{row.last:%d %b %y}" if row.last else "not begun"
    count = f"{row.settled}/{row.must_haves}"
    done = f"{bar(row.settled, row.must_haves, 8)} {count}" if width >= _ROOMY else count
    due, near = _due(row)
    facts = [
        (row.stage, 11, "$accent" if row.stage == "negotiating" else "$success"),
        (done, 16 if width >= _ROOMY else 7, "$primary"),
        (due, _DUE, near),
    ]
    if width >= _DATED:
        facts.append((last, 9, "$muted"))
    room = max(width - sum(cells + 1 for _, cells, _ in facts) - 1, 20)
    vendor = min(vendor, room // 2)
    names = [(row.vendor, vendor, "bold"), (row.title, room - vendor, "")]
    return columns([*names, *facts])


def _due(row: DealRow) -> tuple[str, str]:
    """How many days are left of what the contract asks for next, and the colour of that."""
    if row.due is None or row.due.band == "later":
        return "", ""
    mark, style = BANDS[row.due.band]
    return f"{mark} {row.due.left:>3} d", style


def deal_detail(row: DealRow, width: int) -> Content:
    """How far a deal is, and what is open in it, beside the list."""
    lines = [
        Content.styled(f"{row.vendor} · {row.title}", "bold"),
        Content.styled(f"{row.tier} · {row.playbook}", "$muted"),
        Content(""),
        Content.assemble(
            (bar(row.settled, row.must_haves, 16), "$primary"),
            f" {row.settled} of {row.must_haves} must-haves",
        ),
        Content(plural(row.sessions, "session")),
    ]
    if row.due is not None:
        mark, style = BANDS[row.due.band]
        lines.append(
            Content.assemble(
                (mark, style), f" {row.due.what} {row.due.day:%d %b %Y}, {row.due.when}"
            )
        )
    lines.append(Content(""))
    lines += [
        columns([("!", 1, "bold $warning"), (title, width - 14, ""), (standing, 11, "$muted")])
        for title, standing in row.open[:18]
    ]
    return Content("\n").join(lines)
