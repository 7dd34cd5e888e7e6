"""The precedents of a clause: who agreed to what, when, and what was given for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.keys import PRECEDENTS, bindings
from negotiator.tui.paint import columns
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.precedents import PrecedentRow


class PrecedentList(Panel["PrecedentRow"]):
    """A deal a row, this vendor's first, then the newest."""

    TITLE = "precedents"

    def line(self, item: PrecedentRow, width: int) -> Content:
        room = max(width - 12 - 3, 30)
        return columns(
            [
                ("▸" if item.same_vendor else " ", 1, "$accent"),
                (item.vendor, room // 3, "bold"),
                (f"{item.day:%b %Y}", 9, "$muted"),
                (f"{item.rung}: {item.agreed}", room - room // 3, ""),
            ]
        )

    def detail(self, item: PrecedentRow) -> Content:
        who = "▸ this vendor, " if item.same_vendor else ""
        conditions = "; ".join(item.conditions) or "no trade is on record for it"
        return Content.assemble(
            (f"{item.vendor}, {item.title}", "bold"),
            (f"\n{who}{item.ago} · {item.rung}: {item.agreed}", "$accent"),
            (f"\n{conditions}", "$muted"),
        )


class PrecedentsScreen(Screen[None]):
    """Ours alone: with whom else we talk, and on what terms."""

    CSS_PATH = "precedents.tcss"
    COMMAND_LIST = PRECEDENTS
    BINDINGS = bindings(PRECEDENTS)
    HELP = (
        "What was agreed to on this clause in the other deals: this vendor's first, then the "
        "newest. Below the list what was given there, and what came back for it."
    )

    def __init__(self, call: Call, clause: str) -> None:
        super().__init__()
        self._call = call
        self._clause = clause

    def compose(self) -> ComposeResult:
        yield Static("", id="past")
        yield PrecedentList(id="precedents", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        rows = self.query_one(PrecedentList)
        rows.border_title = Content(f"precedents: {self._clause}")
        past = self._call.precedents.parts(self._clause)
        self.query_one("#past", Static).update(Content(" · ".join(past)))
        rows.list.focus()
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        try:
            rows = await self._call.precedents.rows(desk, self._clause)
        except DeskError as error:
            self.query_one(PrecedentList).show((), str(error))
            return
        self.query_one(PrecedentList).show(rows, "Nobody has agreed to anything on this clause.")

    def action_back(self) -> None:
        self.dismiss(None)
