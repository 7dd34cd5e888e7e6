"""The line above the call: who, when, how far, and whether everything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from negotiator.desk.views import StatusView


_ROOM = 100
"""Columns from which there is room for a hint beside what is wrong."""
_NAME = 20
"""Columns left to the vendor and the clock when there is news."""


class StatusBar(Static):
    """One line, in words."""

    DEFAULT_CSS = "StatusBar { height: 1; padding: 0 1; background: $panel; }"

    def show(self, status: StatusView) -> None:
        """Paint it; what does not fit is left out from the least telling end."""
        width = self.content_size.width or self.app.size.width - 2
        self.update(status_line(status, width), layout=False)


def status_line(status: StatusView, width: int) -> Content:
    """The status in the width there is: the saved state stays longest, then the must-haves."""
    if status.trouble:
        count = status.unsaved
        entries = "entry" if count == 1 else "entries"
        elsewhere = ", Ctrl+S: elsewhere" if width >= _ROOM else ""
        kept = f"NOT SAVED: {count} {entries} kept here{elsewhere}. "
        return Content.assemble((kept, "bold $error"), (status.trouble, "$error")).truncate(
            width, ellipsis=True
        )
    saved = (
        "saving…"
        if status.unsaved
        else f"saved {status.saved_at:%H:%M:%S}"
        if status.saved_at
        else "nothing recorded yet"
    )
    clock = f"call {status.session} · {status.minute} of {status.planned} min"
    over = "bold $error" if status.minute > status.planned else ""
    news = [(f"playbook {status.playbook}: E", "$accent")] if status.playbook else []
    right = [
        *news,
        (f"must-haves {status.settled} of {status.must_haves}", "bold $primary"),
        (f"give {status.gives} get {status.gets}", ""),
        (saved, "$success" if not status.unsaved else "$warning"),
    ]
    left = [
        (status.vendor, "bold"),
        (f" · {status.title}", ""),
        (f" · {status.tier}", "$muted"),
        (f"   {clock}", over),
    ]
    if width < 100:
        left = [left[0], (f"  {status.minute}/{status.planned} min", over)]
    for least in (-2, -2):
        if sum(len(text) for text, _ in right) + 3 * len(right) > width - len(news) * _NAME:
            del right[least]
    end = Content("   ").join([Content.styled(text, style) for text, style in right])
    room = max(width - end.cell_length - 2, 0)
    start = Content.assemble(*left).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(start, "  ", end).truncate(width)
