"""The keys that act on the clause on screen: each makes an entry, some ask a question first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from textual import work
from textual.screen import Screen

from negotiator.desk.errors import DeskError
from negotiator.desk.views import Choice
from negotiator.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.tui.app import NegotiatorApp

CLAUSE_ACTIONS = frozenset(
    "counter landed raise_clause offer agree read_back paper refuse park defer escalate approve "
    "trade constraint promise note task waive".split()
)
"""What needs a clause; a deal to which none applies has none."""
_KNOWN = (Choice("ours", "no, it is ours alone"), Choice("told", "yes: it goes into the recap"))
FOR_LATER = "F9 tells more."
"""What is said in discreet mode in place of words that may be internal."""


class ClauseKeys(Screen[None]):
    """A screen with a call and a clause; what it looks like is its subclass's business."""

    def __init__(self) -> None:
        super().__init__()
        self._call: Call | None = None
        self._clause = ""

    @property
    def _app(self) -> NegotiatorApp:
        return cast("NegotiatorApp", self.app)

    @property
    def begun(self) -> bool:
        """Whether the call has begun."""
        return self._call is not None

    @property
    def call(self) -> Call:
        """The call; only used once it has begun."""
        if self._call is None:
            raise RuntimeError("the call has not begun")
        return self._call

    def tell(self, text: str, shared: str = FOR_LATER) -> None:
        """Say in words what happened or why nothing did; in discreet mode in the `shared` ones."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Show what the entries say now."""
        raise NotImplementedError

    def _act(self, done: str, shared: str = "Recorded.") -> None:
        """After an action: show its effect and say it in words, where it covers nothing."""
        self.show_state()
        self.tell(done, shared)

    @contextmanager
    def refusals_told(self) -> Iterator[None]:
        """What the desk refuses is said, with its remedy; nothing was recorded then."""
        try:
            yield
        except DeskError as error:
            self._app.say(str(error), problem=True)

    async def _ask(
        self, title: str, hint: str = "", value: str = "", *, shareable: bool = False
    ) -> str | None:
        asked = AskScreen(title, hint, value=value, shareable=shareable)
        answer = await self.app.push_screen_wait(asked)
        return answer if answer is None else answer.strip()

    def action_raise_clause(self) -> None:
        self.call.raise_(self._clause)
        self._act("Raised.")

    def action_agree(self) -> None:
        with self.refusals_told():
            asked = self.call.agree(self._clause)
            self._act(f"Escalated to {asked}." if asked else "Agreed in principle.")

    def action_read_back(self) -> None:
        self.call.read_back(self._clause)
        self._act("Read back.")

    @work
    async def action_paper(self) -> None:
        home = self._app.shown(self.call.card(self._clause)).home
        where = await self._ask(
            "Where does it stand?", "Document, section", value=home, shareable=not home
        )
        if where:
            document, _, section = where.partition(",")
            self.call.paper(self._clause, document, section)
            self._act("Papered.")

    def action_refuse(self) -> None:
        self.call.refuse(self._clause)
        self._act("Refused.")

    def action_park(self) -> None:
        self.call.park(self._clause)
        self._act("Parked.")

    @work
    async def action_defer(self) -> None:
        owner = await self._ask(
            "Put off: who owes the answer?", "their legal, our security …", shareable=True
        )
        if owner is None:
            return
        days = await self._ask(
            "By when?", "Days from today, or a date as 2026-12-31", value="7", shareable=True
        )
        if days is None:
            return
        try:
            due = _due(days)
        except (ValueError, OverflowError):
            wrong = f"“{days[:20]}” is neither a number of days nor a date."
            self._app.say(wrong, problem=True, shared=wrong)
            return
        self.call.defer(self._clause, owner, due)
        self._act(f"Put off to {due:%d %b}.")

    @work
    async def action_escalate(self) -> None:
        below = self.call.card(self._clause).next
        who = await self.app.push_screen_wait(
            AskScreen(
                "Who has to agree?",
                value=below.approver if below else "",
                proposals=self.call.approvers(),
            )
        )
        if who:
            self.call.escalate(self._clause, who)
            self._act(f"Escalated to {self.call.who.name(who)}.")

    @work
    async def action_promise(self) -> None:
        words = await self._ask("What did they say they will do?", "Their words.", shareable=True)
        if words:
            self.call.promise(self._clause, words)
            self._act("Promised: oral until it is papered.")

    @work
    async def action_note(self) -> None:
        words = await self._ask("Note", "Ours alone.")
        if words:
            self.call.note(self._clause, words)
            self._act("Noted.")

    @work
    async def action_task(self) -> None:
        words = await self._ask("Task", "What has to be done?")
        if not words:
            return
        owner = await self._ask("Who does it?", "A name or a function; may be empty.")
        if owner is None:
            return
        known = await self.app.push_screen_wait(
            AskScreen("Do they know of it?", proposals=_KNOWN, only_proposals=True)
        )
        if known is not None:
            self.call.task(self._clause, words, owner, told=known == "told")
            self._act("Task kept.")

    @work
    async def action_waive(self) -> None:
        words = await self._ask("Waive: on what basis?", "Why we can live without it.")
        if words:
            self.call.waive(self._clause, words)
            self._act("Waived.")

    def action_undo(self) -> None:
        with self.refusals_told():
            undone = self.call.undo()
            if undone is None:
                self.tell("Nothing of this session is left to undo.")
                return
            if undone.clause:
                self._clause = undone.clause
            self._act(f"Took back: {undone.body.kind}.", "Took it back.")


def _due(text: str) -> date:
    """A date from a number of days, or from an ISO date."""
    text = text.strip()
    return date.today() + timedelta(days=int(text)) if text.isdigit() else date.fromisoformat(text)
