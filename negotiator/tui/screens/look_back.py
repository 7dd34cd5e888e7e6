"""What all screens that look back on a deal can do from it: its paths, and it beside another."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual import work

from negotiator.tui.screen import Screen

if TYPE_CHECKING:
    from negotiator.desk import Desk
    from negotiator.desk.deal_views import DealRow
    from negotiator.store import Store

Found = TypeVar("Found")


class LookBack(Screen[None]):
    """A screen on which one deal of the past is pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self._others: list[DealRow] = []
        """What may be laid beside it: read ahead, for the next keys are typed into the question."""

    @work(exclusive=True, group="others")
    async def read_others(self) -> None:
        """Read the deals that may be asked for; without them there is nothing to lay beside."""
        from negotiator.desk import DeskError

        with suppress(DeskError):
            self._others = await self._desk.deals()

    @property
    def _desk(self) -> Desk:
        desk = self._app.desk
        assert desk is not None, "one comes here from the deals, which it lists"
        return desk

    async def found(self, job: Callable[[Store], Found]) -> Found | None:
        """What is read of the record; None where it cannot be, which is said."""
        from negotiator.desk import DeskError

        try:
            return await self._desk.ask(job)
        except DeskError as error:
            self.report(error)
            return None

    def pointed_at(self) -> str | None:
        """The id of the deal."""
        raise NotImplementedError

    def action_paths(self) -> None:
        """Each clause of the deal down its ladder."""
        from negotiator.tui.screens.paths import PathsScreen

        if deal := self.pointed_at():
            self.app.push_screen(PathsScreen(deal))

    @work
    async def action_beside(self) -> None:
        """Ask what to lay beside it: a deal, or everything with a vendor."""
        from negotiator.tui.screens.sides import SidesScreen

        if (deal := self.pointed_at()) and (other := await self.ask_other(deal)):
            self.app.push_screen(SidesScreen(deal, other))

    async def ask_other(self, deal: str) -> str | None:
        """Another deal or vendor, as `SidesScreen` takes it."""
        from negotiator.desk.form_views import Choice
        from negotiator.tui.screens.ask import AskScreen

        deals = self._others
        mine = next((row.vendor for row in deals if row.id == deal), "")
        vendors = sorted({row.vendor for row in deals} - {mine})
        choices = [Choice(row.id, f"{row.vendor} · {row.title}") for row in deals if row.id != deal]
        choices += [Choice(f"={name}", f"all of {name}, beside all of {mine}") for name in vendors]
        if not choices:
            self._app.say("There is no other deal yet.")
            return None
        asked = AskScreen("Beside which?", proposals=tuple(choices), only_proposals=True)
        return await self.app.push_screen_wait(asked)

    def action_back(self) -> None:
        self.dismiss()
