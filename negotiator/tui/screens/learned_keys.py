"""The key that shows what was learned from what was filed by hand."""

from __future__ import annotations

from textual import work

from negotiator.tui.screens.clause_keys import ClauseKeys


class LearnedKeys(ClauseKeys):
    """A screen with a call whose lessons can be looked at."""

    @work
    async def action_learned(self) -> None:
        from negotiator.tui.screens.learned import LearnedScreen

        await self.app.push_screen_wait(LearnedScreen(self.call))
        self.show_state()
