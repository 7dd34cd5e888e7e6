"""The gate before signature: may this be signed, what is missing, and in which document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.keys import READINESS, bindings
from negotiator.tui.paint import MARKS, bar
from negotiator.tui.screens.beside_call import BesideCall
from negotiator.tui.screens.promises import PromisesScreen
from negotiator.tui.widgets.check_list import CheckList
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from negotiator.desk.readiness import CheckView, ReadinessView, SheetView
    from negotiator.desk.views import StatusView


_PAPERED = "must-haves papered"


class ReadinessScreen(BesideCall):
    """Left: what is missing, first. Right, or behind c: the minimum contract by document."""

    CSS_PATH = "readiness.tcss"
    COMMAND_LIST = READINESS
    BINDINGS = bindings(READINESS)
    HELP = (
        "Nothing is signed while a condition is missing (✗). Enter does what the line below the "
        "list says: it answers a question, signs a function off, or goes to the clause. What is "
        "open and may stay so is marked with a dot. c shows the minimum contract: which must-have "
        "stands in which document, and which in none."
    )
    AUTO_FOCUS = "#checks .items"

    def compose(self) -> ComposeResult:
        yield StatusBar("", id="status")
        yield Static("", id="verdict")
        with Horizontal(id="gate"):
            yield CheckList(id="checks", classes="region")
            with VerticalScroll(id="contract", classes="region"):
                yield Static("", id="sheets")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#contract").border_title = "the minimum contract"

    @property
    def _list(self) -> CheckList:
        return self.query_one(CheckList)

    def show(self) -> None:
        view = self._call.gate.view()
        self.query_one("#verdict", Static).update(_verdict(view, self._call.status()))
        checks = [check for part in view.parts for check in part.checks]
        checks.sort(key=lambda check: (check.ok, not check.holds))
        self._list.show(checks, "The playbook asks nothing of this deal.")
        self.query_one("#sheets", Static).update(Content("\n").join(_sheets(view)))

    def tell(self, text: str) -> None:
        self._list.border_subtitle = Content(text)

    def action_contract(self) -> None:
        """To the picture and back; where there is no room for both, one hides the other."""
        contract = self.query_one("#contract")
        here = contract.has_focus
        self.set_class(not here, "-contract")
        (self._list.list if here else contract).focus()

    def action_promises(self) -> None:
        self.open_beside(PromisesScreen(self._call))

    def on_panel_picked(self) -> None:
        self.action_settle()

    def action_settle(self) -> None:
        """What is to be done about the condition under the cursor."""
        check = self._list.item
        if check is None:
            return
        match check.part:
            case "promise":
                self.open_beside(PromisesScreen(self._call, check.id))
            case "precedence":
                self.action_order()
            case "sign-off":
                self._sign_off(check)
            case "waived" if not check.ok:
                self._allow(check)
            case _ if check.clause:
                self.dismiss(check.clause)
            case _:
                self._answer(check)

    @work
    async def _sign_off(self, check: CheckView) -> None:
        if check.ok:
            question, hint = f"Take the sign-off of {check.id} back: why?", "May be empty."
        else:
            question, hint = (
                f"{check.id} signs off its part",
                "Who said so, and where; may be empty.",
            )
        words = await self._ask(question, hint)
        if words is not None:
            given = self._call.gate.sign_off(check.id, words)
            self._act(f"{check.id} signed off." if given else f"{check.id} took it back.")

    @work
    async def _allow(self, check: CheckView) -> None:
        who = await self._ask("Who allowed it?", proposals=self._call.approvers())
        if who:
            self._call.gate.allow(check.id, who)
            self._act(f"Waived, allowed by {who}.")

    @work
    async def _answer(self, check: CheckView) -> None:
        said = self._call.gate.answered(check.id)
        words = await self._ask("Your answer; empty leaves it open", check.title, value=said)
        if words is not None:
            self._call.gate.answer(check.id, words)
            self._act("Answered." if words else "It is open.")


def _verdict(view: ReadinessView, status: StatusView) -> Content:
    """The answer in words, then how far each part is.

    Of the must-haves also how many are settled, as on the status line: to be papered is more.
    """
    style = "bold $success" if view.may_be_signed else "bold $error"
    mark = "✓" if view.may_be_signed else "✗"
    settled = f"must-haves settled {status.settled}/{status.must_haves}"
    named = [
        (_PAPERED if part.part == "must-have" else part.part, part.ok, len(part.checks))
        for part in view.parts
    ]
    parts = " · ".join([settled, *(f"{name} {ok}/{whole}" for name, ok, whole in named)])
    return Content.assemble((f"{mark} {view.verdict}", style), "\n", (parts, "$muted"))


def _sheets(view: ReadinessView) -> Iterator[Content]:
    for sheet in view.contract:
        yield from _sheet(sheet)
        yield Content("")


def _sheet(sheet: SheetView) -> Iterator[Content]:
    whole = len(sheet.slots)
    share = f"{bar(sheet.filled, whole, 10)} {sheet.filled} of {whole}"
    yield Content.assemble((sheet.document, "bold $primary"), f"  {share}")
    for slot in sheet.slots:
        mark = MARKS[slot.standing]
        where = slot.where.removeprefix(f"{sheet.document}, ")  # said in the heading
        if slot.missing:
            yield Content.assemble(
                f"  {mark} ", (slot.clause, "bold"), (f"  missing: {slot.missing}", "$error")
            )
        else:
            yield Content.assemble(f"  {mark} ", slot.clause, (f"  {where}", "$muted"))
