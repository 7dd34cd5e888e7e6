"""The keys of the negotiation itself: counters, steps down, what comes back, what keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from negotiator.desk.form_views import Choice
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.screens.clause_keys import ClauseKeys
from negotiator.tui.widgets.card import LEFT, proposed

if TYPE_CHECKING:
    from negotiator.desk.views import NextView


class TradeKeys(ClauseKeys):
    """A screen with a call, in which nothing is given without a word about what came back."""

    # ── counters ─────────────────────────────────────────────────────────────────────────────

    def action_counter(self) -> None:
        card = self.call.card(self._clause)
        if card.say is None and card.exhausted:
            self.tell(f"Every counter to {card.exhausted} is said: {proposed(card)}.")
        elif card.say is None:
            self.tell("No counter left here: type what they say, or offer the next rung.")
        else:
            self._reopening(self._counter)

    def _counter(self) -> None:
        say = self.call.card(self._clause).say
        if say is None:
            return
        self.call.counter(self._clause)
        led = f": o offers {say.leads_to}" if say.leads_to else ""
        self._act(f"Said: {say.tier}{led}")

    def action_landed(self, landed: bool) -> None:
        if not self.call.landed(self._clause, landed):
            self.tell("No counter was said here yet: c marks one as said.")
            return
        self._act("It landed." if landed else "It did not land.")

    # ── steps down ───────────────────────────────────────────────────────────────────────────

    @work
    async def action_offer(self) -> None:
        """A step down asks what came back; one beyond our authority names who must agree."""
        clause, card = self._clause, self.call.card(self._clause)
        step = card.next
        if step is None:
            limit = (
                f"only the walk-away is left ({card.limit})"
                if card.limit
                else "nothing below may be offered"
            )
            self._app.say(f"Stop: {limit}. {LEFT}", problem=True)
            return
        if not await self._may_reopen():
            return
        if step.approver and not await self._is_to_be_asked(step):
            return
        got: str | None = None
        if step.requires_get and not step.approver:
            got = await self._came_back(step.label, clause, step.when)
            if got is None:
                return
        with self.refusals_told():
            asked = self.call.offer(clause, step.rung, got=got, free=got == "")
            self._act(f"Escalated to {asked}." if asked else f"On the table: {step.label}")

    async def _is_to_be_asked(self, step: NextView) -> bool:
        """Whether the approver of a rung is to be asked for it."""
        answer = await self.app.push_screen_wait(
            AskScreen(
                f"{step.label} needs {step.asks}",
                f"{_condition(step.when)}Enter records that you are asking them; "
                "v once they agreed.",
                proposals=(Choice("ask", f"Ask {step.asks}"),),
                only_proposals=True,
            )
        )
        return answer is not None

    def action_approve(self) -> None:
        said = self.call.approve(self._clause)
        if said is None:
            self.tell("Nothing here waits for an approver.")
            return
        agreed = f"{self.call.who.name(said.approver)} agreed"
        label = self.call.rung(self._clause, said.rung).label if said.rung else ""
        self._act(f"{agreed}: {label} may be offered." if label else f"{agreed}.")

    # ── gives and gets ───────────────────────────────────────────────────────────────────────

    async def _came_back(self, give: str, clause: str, when: str = "") -> str | None:
        """What came back for a give; empty when it was free, None when that is left open."""
        from negotiator.desk.concessions import is_free

        answer = await self.app.push_screen_wait(
            AskScreen(
                f"What came back for {give}?",
                f"{_condition(when)}Pick it or type it; “free” records that nothing did.",
                proposals=self.call.trades.came_back(clause, when),
            )
        )
        if answer is not None and not answer.strip():
            self.tell("Nothing is recorded: say what came back, or “free”.")
            return None
        return "" if answer is not None and is_free(answer) else answer

    @work
    async def action_trade(self) -> None:
        clause = self._clause
        give = await self.app.push_screen_wait(
            AskScreen(
                "If you …, then we …: what do we give?", proposals=self.call.trades.gives(clause)
            )
        )
        if give is None:
            return
        get = await self.app.push_screen_wait(
            AskScreen("And what comes back?", proposals=self.call.trades.gets(clause))
        )
        if get is None:
            return
        if not give.strip() and not get.strip():
            self.tell("Nothing was given and nothing came back.")
            return
        self.call.trade(clause, give, get)
        open_ = "One side of the trade is still empty" + (": G fills it." if give.strip() else ".")
        self._act("Traded." if give.strip() and get.strip() else open_)

    @work
    async def action_answer_give(self) -> None:
        """What came back for a give that is still unanswered."""
        trades = self.call.trades
        gives = {each.id: each for each in (*trades.open, *trades.asked)}
        if not gives:
            self.tell("No give is unanswered.")
            return
        chosen: str | None = next(iter(gives))
        if len(gives) > 1:
            chosen = await self.app.push_screen_wait(
                AskScreen(
                    "Which give was answered?",
                    proposals=tuple(
                        Choice(each.id, f"{each.give}  {each.clause}") for each in gives.values()
                    ),
                    only_proposals=True,
                )
            )
        if chosen is None:
            return
        got = await self._came_back(gives[chosen].give, gives[chosen].clause)
        if got is None:
            return
        with self.refusals_told():
            self.call.trades.answer(chosen, got, free=not got)
            self._act("Answered." if got else "Given free; that is on record.")

    # ── what keeps them ──────────────────────────────────────────────────────────────────────

    @work
    async def action_constraint(self) -> None:
        """Impossible, or merely inconvenient? The sentence to ask, and what they say to it."""
        from negotiator.tui.screens.constraint import ConstraintScreen

        clause, card = self._clause, self.call.card(self._clause)
        answer = await self.app.push_screen_wait(ConstraintScreen(card.title, card.constraint))
        if answer is None:
            return
        words: str | None = ""
        if answer != "not said":
            words = await self._ask(f"{answer.capitalize()}: in their words?", "May be empty.")
        if words is None:
            return
        with self.refusals_told():
            self.call.constraints.record(clause, answer, words)
            self._act(f"Noted: {answer}.")


def _condition(when: str) -> str:
    """On which condition a rung may be offered, as a sentence of its own."""
    return f"Only if {when}.\n" if when else ""
