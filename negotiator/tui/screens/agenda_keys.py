"""The keys of the clock and of the whole deal: what next, packages, preparation, another tier."""

from __future__ import annotations

from textual import work

from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.screens.clause_keys import ClauseKeys


class AgendaKeys(ClauseKeys):
    """A screen with a call and a clause, which may be left for another."""

    def __init__(self) -> None:
        super().__init__()
        self._led = ""
        """The clause that `j` led to last: pressed again on it, it leads on."""

    def go_to(self, clause: str) -> None:
        """Show another clause."""
        raise NotImplementedError

    def action_next_clause(self) -> None:
        """To the clause to take up next, and say why it is that one."""
        found = self.call.agenda.next(self._led if self._led == self._clause else "")
        if found is None:
            self.tell("Nothing is left for us to raise.")
            return
        self._led, why = found
        self.go_to(self._led)
        self.tell(f"Next: {why}")

    @work
    async def action_agenda(self) -> None:
        from negotiator.tui.screens.agenda import AgendaScreen

        chosen = await self.app.push_screen_wait(AgendaScreen(self.call))
        if chosen:
            self.go_to(chosen)
        else:
            self.show_state()

    @work
    async def action_packages(self) -> None:
        from negotiator.tui.screens.packages import PackagesScreen

        offered = await self.app.push_screen_wait(PackagesScreen(self.call))
        if offered:
            self._act(offered)

    @work
    async def action_prepare(self) -> None:
        from negotiator.tui.screens.preparation import PreparationScreen

        kept = await self.app.push_screen_wait(PreparationScreen(self.call))
        if kept:
            self._act("The preparation is kept; u gives the one before back.")

    @work
    async def action_retier(self) -> None:
        """Pick the tier, see what follows, and only then take it."""
        from negotiator.desk.choices import TIERS
        from negotiator.desk.retier import retier_view
        from negotiator.tui.screens.retier import RetierScreen

        now = str(self.call.profile.risk_tier)
        tier = await self.app.push_screen_wait(
            AskScreen(
                "What is this deal now?",
                f"It is {now}. What would change is shown before it is taken.",
                proposals=tuple(each for each in TIERS if each.value != now),
                only_proposals=True,
            )
        )
        if not tier:
            return
        words = await self.app.push_screen_wait(RetierScreen(retier_view(self.call, tier)))
        if words is None:
            self.tell(f"It stays {now}.")
            return
        self.call.retier(tier, words)
        found = self.call.agenda.next()
        if found and self._clause not in self.call.priorities:
            self._clause = found[0]  # the one on screen is no longer on the checklist
        self._act(f"Now {tier}.")
