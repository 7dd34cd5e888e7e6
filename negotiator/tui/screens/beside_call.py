"""A screen beside the call: it shows what the call's record says, and acts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.form_views import Choice

_TICK_SECONDS = 0.2
"""How soon it is seen that something was saved, or was not, or that another window added to it."""


class BesideCall(Screen[str | None]):
    """Dismissed with the clause to go on with, or None; the status bar says what is saved."""

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call
        self._shown = call.state

    def show(self) -> None:
        """Show what the entries say now."""
        raise NotImplementedError

    def tell(self, text: str) -> None:
        """Say in words what happened, where it covers nothing."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.set_interval(_TICK_SECONDS, self._keep_up)
        self.show()

    def on_screen_resume(self) -> None:
        """Another screen may have added to the record."""
        self.show()

    def open_beside(self, screen: BesideCall) -> None:
        """Go on to another such screen, or back to it where one came from there."""
        if any(type(each) is type(screen) for each in self.app.screen_stack):
            self.dismiss(None)
        else:
            self.app.push_screen(screen, self._returned)

    def _returned(self, clause: str | None) -> None:
        if clause is not None:
            self.dismiss(clause)

    def on_resize(self) -> None:
        """What is shown depends on the room there is."""
        self._show_status()

    def _show_status(self) -> None:
        self.query_one(StatusBar).show(self._call.status())

    def _keep_up(self) -> None:
        if self._shown is not self._call.state:
            self._shown = self._call.state
            self.show()
        self._show_status()

    def _act(self, done: str) -> None:
        self.show()
        self._show_status()
        self.tell(done)

    async def _ask(
        self, title: str, hint: str = "", value: str = "", proposals: tuple[Choice, ...] = ()
    ) -> str | None:
        answer = await self.app.push_screen_wait(
            AskScreen(title, hint, value=value, proposals=proposals)
        )
        return answer if answer is None else answer.strip()

    @work
    async def action_order(self) -> None:
        """The order of precedence, as the contract says it."""
        from negotiator.desk import DeskError

        promises = self._call.promises
        order = await self._ask(
            "Which document wins where two differ?",
            "As the contract says it, the highest first: order form > DPA > MSA",
            value=promises.view().order or promises.documents(),
        )
        if order is None:
            return
        try:
            documents = promises.rank(order)
        except DeskError as error:
            self.report(error)
            return
        self._act(f"{documents[0]} wins." if documents else "The order is not on record.")

    def action_undo(self) -> None:
        undone = self._call.undo()
        if undone is None:
            self.tell("Nothing of this session is left to undo.")
        else:
            self._act(f"Took back: {undone.kind}.")

    def action_back(self) -> None:
        self.dismiss(None)
