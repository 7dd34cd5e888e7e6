"""What is overdue or due today, in the place of the card until the call goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import columns
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.deferrals import DueView

_LATE, _OWNER = 15, 22


class DueList(Panel["DueView"]):
    """Deferrals and tasks, the oldest first; the call's keys act on the one under the cursor."""

    TITLE = "due"

    def line(self, item: DueView, width: int) -> Content:
        overdue = "bold $error" if item.late != "due today" else "bold $warning"
        about = item.words if item.task else item.clause
        rest = max(width - _LATE - _OWNER - 2, 12)
        return columns(
            [
                (item.late, _LATE, overdue),
                (item.owner or "nobody named", _OWNER, ""),
                (f"task: {about}" if item.task else about, rest, "bold"),
            ]
        )

    def detail(self, item: DueView) -> Content:
        what = f"{item.title}: {item.words}" if item.title and item.words else ""
        said = Content(what or item.title or item.words)
        keys = "Enter: the task is done." if item.task else "a agreed · x refused · d put off again"
        lines = [said, Content.styled(f"since {item.due:%d %b}  ·  {keys}", "$muted")]
        if item.advice:
            lines.append(Content.styled(item.advice, "bold $warning"))
        return Content("\n").join(lines)
