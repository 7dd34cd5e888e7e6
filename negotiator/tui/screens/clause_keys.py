"""The keys that act on the clause on screen: each makes an entry, some ask a question first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from textual import work
from textual.screen import Screen

from negotiator.desk.views import Choice
from negotiator.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.tui.app import NegotiatorApp

CLAUSE_ACTIONS = frozenset(
    "counter landed raise_clause offer agree read_back paper refuse park defer escalate approve "
    "trade promise note task waive".split()
)
"""What needs a clause; a deal to which none applies has none."""

_DAY = "Days from today, or a date as 2026-12-31"


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

    def tell(self, text: str) -> None:
        """Say in words what happened or why nothing did."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Show what the entries say now."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """What is being typed and was not filed yet."""
        return ""

    def take_typed(self) -> None:
        """What is being typed has become part of an entry."""

    def _act(self, done: str) -> None:
        """After an action: show its effect and say it in words, where it covers nothing."""
        self.show_state()
        self.tell(done)

    async def _ask(self, title: str, hint: str = "", value: str = "") -> str | None:
        answer = await self.app.push_screen_wait(AskScreen(title, hint, value=value))
        return answer if answer is None else answer.strip()

    def action_counter(self) -> None:
        say = self.call.card(self._clause).say
        if say is None:
            self.tell("No counter left here: type what they say, or offer the next rung.")
            return
        self.call.counter(self._clause)
        self._act(f"Said: {say.tier}")

    def action_landed(self, landed: bool) -> None:
        if not self.call.landed(self._clause, landed):
            self.tell("No counter was said here yet: c marks one as said.")
            return
        self._act("It landed." if landed else "It did not land.")

    def action_raise_clause(self) -> None:
        self.call.raise_(self._clause)
        self._act("Raised.")

    @work
    async def action_offer(self) -> None:
        """A step down asks what came back; one beyond our authority names who must agree."""
        card = self.call.card(self._clause)
        if card.next is None:
            self._app.say(
                f"Only the walk-away is left ({card.limit}). Park it, escalate it, or hold.",
                problem=True,
            )
            return
        if card.next.approver:
            answer = await self.app.push_screen_wait(
                AskScreen(
                    f"{card.next.label} needs {card.next.approver}",
                    "Enter records that you are asking them; v once they agreed.",
                    proposals=(Choice("ask", f"Ask {card.next.approver}"),),
                    only_proposals=True,
                )
            )
            if answer is not None:
                self.call.offer(self._clause, card.next.rung)
                self._act(f"Escalated to {card.next.approver}.")
            return
        got: str | None = None
        if card.next.requires_get:
            got = await self.app.push_screen_wait(
                AskScreen(
                    f"What came back for {card.next.label}?",
                    "Empty means: gave it free.",
                    proposals=self.call.gets(self._clause),
                )
            )
            if got is None:
                return
        self.call.offer(self._clause, card.next.rung, got=got)
        self._act(f"On the table: {card.next.label}")

    def action_agree(self) -> None:
        self.call.agree(self._clause)
        self._act("Agreed in principle.")

    def action_read_back(self) -> None:
        self.call.read_back(self._clause)
        self._act("Read back.")

    @work
    async def action_paper(self) -> None:
        home = self.call.card(self._clause).home
        where = await self._ask("Where does it stand?", "Document, section", value=home)
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
        """Enter Enter takes what is proposed: the owner their words name, and a week on."""
        clause, typed = self._clause, self.typed
        proposal = self.call.deferrals.propose(clause, typed)
        hint = proposal.advice or "their legal, our security …"
        owner = await self._ask("Put off: who owes the answer?", hint, value=proposal.owner)
        if owner is None:
            return
        days = await self._ask("By when?", _DAY, value=proposal.due.isoformat())
        due = None if days is None else self._day(days)
        if due is None:
            return
        self.call.defer(clause, owner, due, proposal.words)
        if proposal.words and proposal.words == typed:
            self.take_typed()
        self._act(proposal.advice.capitalize() or f"Put off to {due:%d %b}.")

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
            self._act(f"Escalated to {who}.")

    def action_approve(self) -> None:
        below = self.call.card(self._clause).next
        if below is None or not below.approver:
            self.tell("Nothing here waits for an approver.")
            return
        self.call.approve(self._clause)
        self._act(f"{below.approver} agreed: {below.label} may be offered.")

    @work
    async def action_trade(self) -> None:
        give = await self.app.push_screen_wait(
            AskScreen("If you …, then we …: what do we give?", proposals=self.call.gives())
        )
        if give is None:
            return
        get = await self.app.push_screen_wait(
            AskScreen("And what comes back?", proposals=self.call.gets(self._clause))
        )
        if get is None:
            return
        if not give.strip() and not get.strip():
            self.tell("Nothing was given and nothing came back.")
            return
        self.call.trade(self._clause, give, get)
        self._act("Traded." if give and get else "One side of the trade is still empty.")

    @work
    async def action_promise(self) -> None:
        clause = self._clause
        words = await self.app.push_screen_wait(
            AskScreen(
                "What did they say they will do?",
                "Their words.",
                proposals=self.call.promises.heard(clause),
            )
        )
        if words and words.strip():
            hedges = self.call.promises.make(clause, words).hedges
            self._act(
                f"Promised, hedged: {', '.join(hedges)}. Oral until it is papered."
                if hedges
                else "Promised: oral until it is papered."
            )

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
        days = await self._ask("By when?", f"{_DAY}; may be empty.")
        if days is None:
            return
        due = self._day(days) if days else None
        self.call.task(self._clause, words, owner, due)
        self._act("Task kept." if due or not days else "Task kept, without a date.")

    @work
    async def action_waive(self) -> None:
        clause = self._clause
        words = await self._ask("Waive: on what basis?", "Why we can live without it.")
        if not words:
            return
        who = await self.app.push_screen_wait(
            AskScreen(
                "Who allowed it?",
                "Empty: nobody yet; a must-have then holds the signature.",
                proposals=self.call.approvers(),
            )
        )
        if who is not None:
            self.call.waive(clause, words, who)
            self._act(
                f"Waived, allowed by {who}." if who.strip() else "Waived; nobody allowed it yet."
            )

    def _day(self, text: str) -> date | None:
        """The day that an answer names; where it names none, that is said."""
        try:
            return _due(text, self.call.clock().date())
        except (ValueError, OverflowError):
            self._app.say(f"“{text[:20]}” is neither a number of days nor a date.", problem=True)
            return None

    def action_undo(self) -> None:
        undone = self.call.undo()
        if undone is None:
            self.tell("Nothing of this session is left to undo.")
            return
        if undone.clause:
            self._clause = undone.clause
        self._act(f"Took back: {undone.body.kind}.")


def _due(text: str, today: date) -> date:
    """A date from a number of days, or from an ISO date."""
    text = text.strip()
    return today + timedelta(days=int(text)) if text.isdigit() else date.fromisoformat(text)
