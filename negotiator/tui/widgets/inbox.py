"""What was heard in calls and no playbook knew, or knew as something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import columns
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.inbox import Statement

_KEYS = "o of an objection · m of a new one · z small talk · u undo"


class Inbox(Panel["Statement"]):
    """Enter shows the clause a statement was filed under; one key each takes it in."""

    TITLE = "inbox"
    _clause = ""

    def aim(self, clause: str) -> None:
        """Name the clause that a statement would go to; empty while none was chosen."""
        if clause != self._clause:
            self._clause = clause
            self._paint_detail()

    def line(self, item: Statement, width: int) -> Content:
        filed = "/".join(filter(None, (item.clause, item.objection)))
        about = f"filed as {filed}" if filed else "unmatched"
        name = min(40, width // 3)
        times = f"{len(item.entries)}×"
        return columns(
            [
                (times, 3, "$muted"),
                (f"“{item.words}”", max(width - name - 5, 10), ""),
                (about, name, "$muted"),
            ]
        )

    def detail(self, item: Statement) -> Content:
        finds = f"now finds {item.finds}" if item.finds else "now finds nothing"
        heard = f"{', '.join(item.vendors)}, last on {item.last:%d %b %Y} · {finds}"
        aim = f"+ a phrase of {self._clause}" if self._clause else "F2 finds its clause; + a phrase"
        keys = f"{aim} · {_KEYS}"
        return Content.assemble(
            (f"“{item.words}”", "bold"), (f"\n{heard}", "$muted"), (f"\n{keys}", "$accent")
        )
