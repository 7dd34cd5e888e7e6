"""The keys that show what other calls have taught: what was filed by hand, what was agreed to."""

from __future__ import annotations

from textual import work

from negotiator.tui.screens.clause_keys import ClauseKeys


class LearnedKeys(ClauseKeys):
    """A screen with a call whose lessons and precedents can be looked at."""

    @work
    async def action_learned(self) -> None:
        from negotiator.tui.screens.learned import LearnedScreen

        await self.app.push_screen_wait(LearnedScreen(self.call))
        self.show_state()

    @work
    async def action_precedents(self) -> None:
        from negotiator.tui.screens.precedents import PrecedentsScreen

        await self.app.push_screen_wait(PrecedentsScreen(self.call, self._clause))
        self.show_state()
