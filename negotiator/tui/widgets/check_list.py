"""What has to hold before signature, what is missing first, and all about one condition below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import columns
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.readiness import CheckView

_PART = 10
_MARKS = {"missing": ("✗", "bold $error"), "open": ("·", "$muted"), "ok": ("✓", "$success")}


class CheckList(Panel["CheckView"]):
    """The conditions of signing."""

    TITLE = "before signature"

    def line(self, item: CheckView, width: int) -> Content:
        rest = max(width - _PART - 4, 20)
        title = rest * 3 // 5
        mark, colour = _MARKS[_state(item)]
        return columns(
            [
                (mark, 1, colour),
                (item.part, _PART, "$muted"),
                (item.title, title, "bold" if item.missing else ""),
                (item.said, rest - title - 1, "$muted"),
            ]
        )

    def detail(self, item: CheckView) -> Content:
        words = {"missing": "missing", "open": "open, may stay so", "ok": "holds"}[_state(item)]
        return Content("\n").join(
            [
                Content.styled(item.title, "bold"),
                Content.assemble((f"{words}: ", "$muted"), item.said),
                Content.styled(f"Enter: {item.remedy}.", "$muted"),
            ]
        )


def _state(item: CheckView) -> str:
    return "ok" if item.ok else "missing" if item.missing else "open"
