"""Every key of the screen one came from, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from negotiator.tui.keys import APP, Command, grouped, key_names
from negotiator.tui.paint import MARKS, columns
from negotiator.tui.screen import ModalScreen
from negotiator.tui.shareable import Shareable, marked

if TYPE_CHECKING:
    from negotiator.tui.discreet import DiscreetApp


class HelpScreen(Shareable, ModalScreen[None]):
    """Keys and marks; any of Esc, ?, F1 closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q", "dismiss", "Close")
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        commands: tuple[Command, ...] = getattr(about, "COMMAND_LIST", ())
        self._commands = commands
        self._intro: str = getattr(about, "HELP", "")

    def on_mount(self) -> None:
        self.show_anew()

    def show_anew(self) -> None:
        discreet = cast("DiscreetApp", self.app).discreet
        self.query_one("#help").border_title = marked("help", discreet=discreet)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as panel:
            panel.border_subtitle = "Esc closes"
            yield Static(Content(self._intro), classes="intro")
            for heading, commands in (*grouped(self._commands).items(), ("Everywhere", APP)):
                yield Static(Content(heading), classes="heading")
                for command in commands:
                    yield Static(
                        columns(
                            [
                                (key_names(command), 9, "bold $accent"),
                                (command.title, 17, "bold"),
                                (command.help, 48, ""),
                            ]
                        )
                    )
            yield Static(Content("Marks"), classes="heading")
            for standing, mark in MARKS.items():
                yield Static(columns([(mark, 9, "bold $accent"), (standing, 30, "")]))
            yield Static(
                Content("!  a must-have that is still open      ●●○  how sure a suggestion is"),
                classes="intro",
            )
