"""What is overdue or due today, in the place of the card until the call goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import columns
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.deferrals import DueView

_LATE, _OWNER = 15, 22
_ROOMY = 70
"""Columns from which a line also names the owner."""


class DueList(Panel["DueView"]):
    """Deferrals and tasks, the oldest first; the call's keys act on the one under the cursor."""

    TITLE = "due"

    def line(self, item: DueView, width: int) -> Content:
        colour = "bold $warning" if item.late == "due today" else "bold $error"
        cells = [(item.late, _LATE, colour)]
        if width >= _ROOMY:
            cells.append((_owner(item), _OWNER, ""))
        about = f"task: {item.words}" if item.task else item.clause
        rest = width - sum(cell[1] + 1 for cell in cells)
        return columns([*cells, (about, max(rest, 12), "bold")])

    def detail(self, item: DueView) -> Content:
        said = f"{item.title}: {item.words}" if item.title and item.words else ""
        keys = "Enter: it is done" if item.task else "a, x, d act on it"
        lines = [
            Content(said or item.title or item.words),
            Content.styled(f"{_owner(item)}, due {item.due:%d %b %Y} · {keys}", "$muted"),
        ]
        if item.advice:
            lines.append(Content.styled(item.advice, "bold $warning"))
        return Content("\n").join(lines)


def _owner(item: DueView) -> str:
    return item.owner or "nobody named"
