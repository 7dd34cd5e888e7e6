"""The keys that act on the clause on screen: each makes an entry, some ask a question first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual import work

from negotiator.desk.day import TYPED, day
from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from datetime import date

    from negotiator.desk import Call

CLAUSE_ACTIONS = frozenset(
    "counter landed raise_clause offer agree read_back paper refuse park defer escalate approve "
    "trade constraint promise note task waive".split()
)
"""What needs a clause; a deal to which none applies has none."""
_KNOWN = (Choice("ours", "no, it is ours alone"), Choice("told", "yes: it goes into the recap"))
_PAPERED = "papered"
_NOBODY = Choice("nobody", "Nobody yet")
FOR_LATER = "F9 tells more."
"""What is said in discreet mode in place of words that may be internal."""


class ClauseKeys(Screen[None]):
    """A screen with a call and a clause; what it looks like is its subclass's business."""

    def __init__(self) -> None:
        super().__init__()
        self._call: Call | None = None
        self._clause = ""

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

    @property
    def typed(self) -> str:
        """What is being typed and was not filed yet."""
        return ""

    def take_typed(self) -> None:
        """What is being typed has become part of an entry."""

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
        self,
        title: str,
        hint: str = "",
        value: str = "",
        *,
        wrong: Callable[[str], str] = lambda _: "",
        shareable: bool = False,
    ) -> str | None:
        asked = AskScreen(title, hint, value=value, wrong=wrong, shareable=shareable)
        answer = await self.app.push_screen_wait(asked)
        return answer if answer is None else answer.strip()

    # ── what stands in a document ────────────────────────────────────────────────────────────

    def _reopening(self, act: Callable[[], None]) -> None:
        """Do at once what reopens a clause; one that is papered only after a question."""
        if self.call.card(self._clause).standing == _PAPERED:
            self._reopen(act)
        else:
            act()

    @work
    async def _reopen(self, act: Callable[[], None]) -> None:
        if await self._may_reopen():
            act()

    async def _may_reopen(self) -> bool:
        """Whether the clause is to be negotiated again: no stray key takes it off the paper."""
        card = self.call.card(self._clause)
        if card.standing != _PAPERED:
            return True
        home = self._app.shown(card).home
        answer = await self.app.push_screen_wait(
            AskScreen(
                f"It stands in {home}. Reopen it?" if home else "It is papered. Reopen it?",
                "It is then no longer settled; Esc leaves it as it is.",
                proposals=(Choice("reopen", "Reopen it"),),
                only_proposals=True,
                shareable=not home,
            )
        )
        return answer is not None

    # ── the keys ─────────────────────────────────────────────────────────────────────────────

    def action_raise_clause(self) -> None:
        self.call.raise_(self._clause)
        self._act("Raised.")

    def action_agree(self) -> None:
        self._reopening(self._agree)

    def _agree(self) -> None:
        with self.refusals_told():
            for_it = [each.asked for each in self.call.trades.asked if each.clause == self._clause]
            asked = self.call.agree(self._clause)
            agreed = f"Agreed in principle, for {for_it[-1]}." if for_it else "Agreed in principle."
            self._act(f"Escalated to {asked}." if asked else agreed)

    def action_read_back(self) -> None:
        self.call.read_back(self._clause)
        self._act("Read back.")

    @work
    async def action_paper(self) -> None:
        home = self._app.shown(self.call.card(self._clause)).home
        where = await self._ask(
            "Where does it stand?",
            "Document, section; the recap says so.",
            value=home,
            shareable=not home,
        )
        if where:
            document, _, section = where.partition(",")
            self.call.paper(self._clause, document, section)
            self._act("Papered.")

    def action_refuse(self) -> None:
        self._reopening(self._refuse)

    def _refuse(self) -> None:
        self.call.refuse(self._clause)
        self._act("Refused.")

    def action_park(self) -> None:
        self._reopening(self._park)

    def _park(self) -> None:
        self.call.park(self._clause)
        self._act("Parked.")

    @work
    async def action_defer(self) -> None:
        """Enter Enter takes what is proposed: the owner their words name, and a week on."""
        clause, typed = self._clause, self.typed
        if not await self._may_reopen():
            return
        proposal = self.call.deferrals.propose(clause, typed)
        advice = "" if self._app.discreet else proposal.advice
        owner = await self._ask(
            "Put off: who owes the answer?",
            advice or "their legal, our security …",
            value=proposal.owner,  # of their own words, so that they may see it
            shareable=not advice,
        )
        if owner is None:
            return
        when = await self._ask(
            "By when?",
            f"{TYPED}.",
            value=proposal.due.isoformat(),
            wrong=self._no_day,
            shareable=True,
        )
        if when is None:
            return
        due = day(when, self._today)
        self.call.defer(clause, owner, due, proposal.words)
        if proposal.words and proposal.words == typed:
            self.take_typed()
        self._act(proposal.advice.capitalize() or f"Put off to {due:%d %b}.")

    @work
    async def action_escalate(self) -> None:
        clause, approvers = self._clause, self.call.approvers()
        below = self.call.card(clause).next
        if below and below.approver and below.approver not in {each.value for each in approvers}:
            approvers += (Choice(below.approver, below.asks),)  # a function needs no [[approver]]
        who = await self.app.push_screen_wait(
            AskScreen(
                "Who has to agree?",
                value=below.approver if below else "",
                proposals=approvers,
                only_proposals=bool(approvers),  # a playbook without any takes every name
            )
        )
        if who and who.strip():
            self.call.escalate(clause, who)
            self._act(f"Escalated to {self.call.who.name(who)}.")

    @work
    async def action_promise(self) -> None:
        clause = self._clause
        words = await self.app.push_screen_wait(
            AskScreen(
                "What did they say they will do?",
                "Their words.",
                proposals=self.call.promises.heard(clause),
                shareable=True,
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
        when = await self._ask(
            "By when?",
            f"{TYPED}; may be empty.",
            wrong=lambda text: self._no_day(text) if text.strip() else "",
        )
        if when is None:
            return
        due = day(when, self._today) if when else None
        known = await self.app.push_screen_wait(
            AskScreen("Do they know of it?", proposals=_KNOWN, only_proposals=True)
        )
        if known is not None:
            self.call.task(self._clause, words, owner, due, told=known == "told")
            self._act("Task kept.")

    @work
    async def action_waive(self) -> None:
        clause = self._clause
        words = await self._ask("Waive: on what basis?", "Why we can live without it.")
        if not words:
            return
        who = await self.app.push_screen_wait(
            AskScreen(
                "Who allowed it?",
                "While it is nobody, a must-have holds the signature.",
                proposals=(_NOBODY, *self.call.approvers()),
                only_proposals=True,
            )
        )
        if who is not None:
            who = "" if who == _NOBODY.value else who
            self.call.waive(clause, words, who)
            name = self.call.who.name(who)
            self._act(f"Waived, allowed by {name}." if name else "Waived; nobody allowed it yet.")

    @property
    def _today(self) -> date:
        return self.call.clock().date()

    def _no_day(self, text: str) -> str:
        """What to write instead where an answer names no day; empty where it does."""
        try:
            day(text, self._today)
        except ValueError:
            said = f"“{text.strip()[:20]}” names no day" if text.strip() else "No day yet"
            return f"{said}: write 3 for in three days, friday, or 2026-12-31."
        return ""

    def action_undo(self) -> None:
        with self.refusals_told():
            undone = self.call.undo()
            if undone is None:
                self.tell("Nothing of this session is left to undo.")
                return
            if undone.clause:
                self._clause = undone.clause
            self._act(f"Took back: {undone.words}", "Took it back.")
