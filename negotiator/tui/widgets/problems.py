"""What is wrong with a playbook, the worst first, each with its place and its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import SEVERITIES, columns
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.playbook.problem import Problem

_PLACE = 22


class Problems(Panel["Problem"]):
    """Enter goes to the place."""

    TITLE = "problems"

    def show(self, items: Sequence[Problem], empty: str) -> None:
        """Show other problems; a new one that is worse than all others takes the cursor."""
        known = {each.what for each in self._items}
        super().show(items, empty)
        if items and items[0].what not in known:
            self.point(items[0])

    def line(self, item: Problem, width: int) -> Content:
        sign, colour = SEVERITIES[item.severity]
        place = f"{Path(item.source).name}:{item.line}:{item.column}"
        rest = max(width - _PLACE - 4, 10)
        return columns([(sign, 1, colour), (place, _PLACE, "$muted"), (item.what, rest, "")])

    def detail(self, item: Problem) -> Content:
        return Content.assemble(
            f"{item.what}; ", (item.remedy, "bold $accent"), (f"  [{item.code}]", "$muted")
        )


def counted(problems: Sequence[Problem]) -> str:
    """✗ 2  ! 1: how many of each; empty where there are none."""
    counts = [(SEVERITIES[name][0], name) for name in ("error", "warning", "note")]
    numbers = [(sign, sum(each.severity == name for each in problems)) for sign, name in counts]
    return "  ".join(f"{sign} {number}" for sign, number in numbers if number)
