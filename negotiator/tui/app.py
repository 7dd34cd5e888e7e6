"""The application: themes, the way between screens, and the desk opened behind the first frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import work
from textual.app import App, SystemCommand
from textual.screen import Screen

from negotiator.desk.memory import recall, remember
from negotiator.tui.keys import APP, bindings
from negotiator.tui.messages import DeskFailed, DeskOpened
from negotiator.tui.screens.deals import DealsScreen
from negotiator.tui.themes import THEMES

if TYPE_CHECKING:
    from negotiator.desk import Desk
    from negotiator.desk.workspace import Workspace


class NegotiatorApp(App[None]):
    """Negotiator in a terminal."""

    TITLE = "Negotiator"
    # Textual does not load the style sheet of the default screen, so the app does.
    CSS_PATH = ["app.tcss", "screens/deals.tcss"]  # noqa: RUF012
    BINDINGS = bindings(APP)
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it for the instance
        (0, "-tiny"),
        (60, "-narrow"),
        (100, "-normal"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-flat"),
        (18, "-short"),
        (32, "-tall"),
    ]

    def __init__(self, workspace: Workspace, *, sample: bool = False) -> None:
        super().__init__()
        self.workspace = workspace
        self._sample = sample
        self.memory = recall(workspace.state_file)
        self.desk: Desk | None = None
        """None until the workspace is open."""
        for theme in THEMES:
            self.register_theme(theme)
        known = {theme.name for theme in THEMES}
        self.theme = self.memory.theme if self.memory.theme in known else THEMES[0].name

    def get_default_screen(self) -> Screen[None]:
        """The deals are what one comes back to."""
        return DealsScreen()

    def on_mount(self) -> None:
        """Open the desk once the first frame is on the terminal."""
        self.call_after_refresh(self._open_desk)

    @work(thread=True, exclusive=True, group="desk")
    def _open_desk(self) -> None:
        from negotiator.desk import Desk, DeskError

        try:
            desk = Desk.open(self.workspace)
            if self._sample:
                desk.add_samples()
        except DeskError as error:
            self.post_message(DeskFailed(error.what, error.remedy))
            return
        self.post_message(DeskOpened(desk))

    def on_desk_opened(self, message: DeskOpened) -> None:
        """Tell the screen that was there first."""
        self.desk = message.desk
        for screen in self.screen_stack:
            if isinstance(screen, DealsScreen):
                screen.desk_opened(message.desk)

    def on_desk_failed(self, message: DeskFailed) -> None:
        """Say why, where the deals would be."""
        for screen in self.screen_stack:
            if isinstance(screen, DealsScreen):
                screen.desk_failed(message.what, message.remedy)

    def say(self, text: str, *, problem: bool = False) -> None:
        """A short notice; shown as text, never as markup."""
        self.notify(
            text,
            severity="error" if problem else "information",
            timeout=6 if problem else 3,
            markup=False,
        )

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: everything a key of the current screen does, then the rest."""
        for node, binding, enabled, _ in screen.active_bindings.values():
            if enabled and binding.id and binding.id != "palette":
                yield SystemCommand(
                    binding.description,
                    binding.tooltip,
                    lambda action=binding.action, at=node: self.run_action(action, at),
                )
        for theme in THEMES:
            yield SystemCommand(
                f"Theme: {theme.name.removeprefix('negotiator-')}",
                "Change the colours.",
                lambda name=theme.name: self.set_theme(name),
            )
        yield SystemCommand("Save a picture of the screen", "An SVG file.", self.deliver_screenshot)

    def set_theme(self, name: str) -> None:
        """Change the colours, and keep them for the next start."""
        self.theme = name
        self.memory.theme = name
        self.keep_memory()

    def action_next_theme(self) -> None:
        """Dark, light, high contrast, and round again."""
        names = [theme.name for theme in THEMES]
        self.set_theme(names[(names.index(self.theme) + 1) % len(names)])

    def action_help(self) -> None:
        """Every key of the screen one is on."""
        from negotiator.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    @work(thread=True, exclusive=True, group="memory")
    def keep_memory(self) -> None:
        """Write what the screens remember; off the event loop, because it syncs."""
        remember(self.workspace.state_file, self.memory)

    def _fatal_error(self) -> None:
        """Textual would print a traceback with local variables, which here are confidential."""
        from rich.text import Text

        from negotiator.desk.crash import report

        self.panic(Text(report(self._exception, self.workspace.sessions)))

    async def action_quit(self) -> None:
        """Finish what is on its way to the disk, then leave."""
        if self.desk is not None:
            await self.run_worker(self.desk.close, thread=True, exit_on_error=False).wait()
        self.exit()
