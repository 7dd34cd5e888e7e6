"""The promise ledger: what is only said, what is on paper, and which paper wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.keys import PROMISES, bindings
from negotiator.tui.screens.beside_call import BesideCall
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.promise_list import PromiseList
from negotiator.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.promises import LedgerView, PromiseView


class PromisesScreen(BesideCall):
    """A promise is oral until it is read back, and real when it stands in a document that wins."""

    CSS_PATH = "promises.tcss"
    COMMAND_LIST = PROMISES
    BINDINGS = bindings(PROMISES)
    HELP = (
        "What they said they will do, the loose ones first. Read each back (b), then name the "
        "document and section it stands in (h). Hedges are words that make a promise smaller than "
        "it sounds. Where two documents differ, the order of precedence decides (o): a point in "
        "the one that loses is said to be in doubt."
    )
    AUTO_FOCUS = "#promises .items"

    def __init__(self, call: Call, promise: str = "") -> None:
        super().__init__(call)
        self._first = promise
        """The promise to begin with."""

    def compose(self) -> ComposeResult:
        yield StatusBar("", id="status")
        yield Static("", id="order")
        yield PromiseList(id="promises", classes="region")
        yield KeyFooter()

    @property
    def _list(self) -> PromiseList:
        return self.query_one(PromiseList)

    def show(self) -> None:
        view = self._call.promises.view()
        self.query_one("#order", Static).update(
            Content.assemble(("Which document wins: ", "bold"), view.rule)
        )
        self._list.show(view.rows, "No promise yet: m in the call records one.")
        self._list.border_title = _title(view)
        if self._first:
            named = [row for row in view.rows if row.id == self._first]
            self._first = ""
            for row in named:
                self._list.point(row)

    def tell(self, text: str) -> None:
        self._list.border_subtitle = Content(text)

    def _promise(self) -> PromiseView | None:
        """The promise under the cursor; of a clause there, what to do instead is said."""
        item = self._list.item
        if item is None:
            self.tell("There is no promise: m in the call records one.")
        elif not item.id:
            self.tell("This is a clause: h papers it elsewhere, Enter goes to it.")
            return None
        return item

    def action_read_back(self) -> None:
        if promise := self._promise():
            self._call.promises.read_back(promise.id)
            self._act("Read back.")

    @work
    async def action_paper(self) -> None:
        """The clause's home is proposed, or where the promise stands already."""
        item = self._list.item
        if item is None:
            self._promise()
            return
        value = item.home if item.doubt else item.where or item.home
        where = await self._ask(
            "Where does it stand?", "Document, section; the recap says so.", value=value
        )
        if not where:
            return
        document, _, section = where.partition(",")
        if item.id:
            self._call.promises.paper(item.id, document, section)
        else:
            self._call.paper(item.clause, document, section)
        self._act("Papered.")

    @work
    async def action_condition(self) -> None:
        promise = self._promise()
        if promise is None:
            return
        condition = await self._ask(
            "What does it hang on?", "if you sign by Friday …; empty: nothing", promise.condition
        )
        if condition is not None:
            self._call.promises.hang_on(promise.id, condition)
            self._act("It hangs on that." if condition else "It hangs on nothing.")

    def action_verbatim(self) -> None:
        if promise := self._promise():
            theirs = self._call.promises.turn_verbatim(promise.id)
            self._act("Their words, verbatim." if theirs else "In our words.")

    @work
    async def action_waive(self) -> None:
        promise = self._promise()
        if promise is None:
            return
        why = await self._ask("Sign without it: on what basis?", "Why we can live without it.")
        if not why:
            return
        who = await self._ask(
            "Who allowed it?",
            "Empty: nobody yet; the signature then waits.",
            proposals=self._call.approvers(),
        )
        if who is not None:
            self._call.promises.waive(promise.id, why, who)
            self._act("We sign without it." if who else "Nobody allowed it yet.")

    def action_clause(self) -> None:
        item = self._list.item
        if item is not None and item.clause:
            self.dismiss(item.clause)
        elif item is not None:
            self.tell("It is about no clause.")

    def on_panel_picked(self) -> None:
        self.action_clause()

    def action_readiness(self) -> None:
        from negotiator.tui.screens.readiness import ReadinessScreen

        self.open_beside(ReadinessScreen(self._call))


def _title(view: LedgerView) -> str:
    if not view.rows:
        return "promises"
    said = f"{view.loose} only said" if view.loose else "nothing is only said"
    doubt = f", {view.doubtful} in a paper that may not hold" if view.doubtful else ""
    return f"promises: {said}{doubt}"
