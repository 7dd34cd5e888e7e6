"""A calm page over whatever is ours while the screen is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Middle
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from negotiator.tui.keys import COVER, bindings
from negotiator.tui.shareable import Shareable, marked
from negotiator.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from negotiator.tui.discreet import DiscreetApp

_CALM = "Not while the screen is shared.\n\nEsc goes back. F9, when it is not shared any more."


class CoverScreen(Shareable, Screen[None]):
    """Stands over a screen and keeps the keys from it."""

    covers = True
    CSS_PATH = "cover.tcss"
    COMMAND_LIST = COVER
    BINDINGS = bindings(COVER)
    HELP = "What is under this page is ours alone. It stays as it is until the screen is ours too."

    @property
    def _app(self) -> DiscreetApp:
        return cast("DiscreetApp", self.app)

    def compose(self) -> ComposeResult:
        yield Static(marked("Negotiator", discreet=True), classes="title-line")
        with Middle():
            yield Static(Content(_CALM), id="calm")
        yield KeyFooter()

    def on_screen_resume(self) -> None:
        """What stood over it is gone; so may be its reason."""
        if not self._app.discreet:
            self._app.uncover()

    def action_back(self) -> None:
        """Leave the screen under it, as Esc there does, unless that would lose something."""
        covered = self.app.screen_stack[-2]
        if getattr(covered, "unsaved", ""):
            self.query_one("#calm", Static).update(
                Content(f"{_CALM}\n\nSomething there is edited and not saved.")
            )
        else:
            covered.dismiss(None)
