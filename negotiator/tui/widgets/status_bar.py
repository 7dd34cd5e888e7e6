"""The line above the call: who, when, how far, and whether everything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from negotiator.tui.shareable import SHARED

if TYPE_CHECKING:
    from negotiator.desk.views import StatusView


_NAME = 20
"""Columns left to the vendor and the clock when there is news."""
_FEWEST = 2
"""The vendor and the clock."""
_WIDE = 100
"""Columns from which nothing has to be shortened."""


class StatusBar(Static):
    """One line, in words."""

    DEFAULT_CSS = "StatusBar { height: 1; padding: 0 1; background: $panel; }"

    def show(self, status: StatusView) -> None:
        """Paint it; what does not fit is left out from the least telling end."""
        width = self.content_size.width or self.app.size.width - 2
        self.update(status_line(status, width), layout=False)


def status_line(status: StatusView, width: int) -> Content:
    """The status in the width there is: the saved state stays longest, then the must-haves."""
    shared = [(SHARED, "bold reverse $warning"), (" ", "")] if status.discreet else []
    if status.trouble:
        count = status.unsaved
        entries = "entry" if count == 1 else "entries"
        elsewhere = ", Ctrl+S: elsewhere" if width >= _WIDE else ""
        here = f": {count} {entries} kept here{elsewhere}" if count else " from here on"
        kept = f"NOT SAVED{here}. "
        return Content.assemble(
            *shared, (kept, "bold $error"), (status.trouble, "$error")
        ).truncate(width, ellipsis=True)
    saved = (
        "another window is writing…"
        if status.waiting
        else "saving…"
        if status.unsaved
        else f"saved {status.saved_at:%H:%M:%S}"
        if status.saved_at
        else "nothing recorded yet"
    )
    if status.discreet:
        names = f"{status.vendor} · {status.title}   call {status.session} · {status.minute} min"
        start = Content.assemble(*shared, names)
        room = max(width - len(saved) - 2, 0)
        return Content.assemble(start.truncate(room, ellipsis=True, pad=True), "  ", saved)
    clock = f"call {status.session} · {status.minute} of {status.planned} min"
    over = "bold $error" if status.minute > status.planned else ""
    news = [(f"playbook {status.playbook}: E", "$accent")] if status.playbook else []
    pressing = [(status.pressing, "bold $warning")] if status.pressing else []
    owed = [(f"{status.unanswered} unanswered", "bold $warning")] if status.unanswered else []
    must = (f"must-haves {status.settled} of {status.must_haves}", "bold $primary")
    if owed and width < _WIDE:
        must = (f"must {status.settled}/{status.must_haves}", "bold $primary")
    asked = f" asked {status.asked}" if status.asked and width >= _WIDE else ""
    balance = (f"give {status.gives} get {status.gets}{asked}", "")
    right = [
        *news,
        *pressing,
        must,
        balance,
        *owed,
        (saved, "$success" if not status.unsaved else "$warning"),
    ]
    left = [
        (status.vendor, "bold"),
        (f" · {status.title}", ""),
        (f" · {status.tier}", "$muted"),
        (f"   {clock}", over),
    ]
    drop = [balance, must]
    limit = width - len(news) * _NAME
    if width < _WIDE:
        left = [left[0], (f"  {status.minute}/{status.planned}{'' if owed else ' min'}", over)]
        if pressing:  # it tells the clock, and of the must-haves what counts now
            left = left[:1]
            right = [*(("playbook: E", style) for _, style in news), *pressing, *owed, right[-1]]
            drop, limit = right[:-1], width
    for least in drop:
        if sum(len(text) for text, _ in right) + 3 * len(right) > limit:
            right.remove(least)
    end = Content("   ").join([Content.styled(text, style) for text, style in right])
    room = max(width - end.cell_length - 2, 0)
    while len(left) > _FEWEST and sum(len(text) for text, _ in left) > room:
        del left[-2]  # the tier, then the title: the clock is what one looks for
    start = Content.assemble(*left).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(start, "  ", end).truncate(width)
