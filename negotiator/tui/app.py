"""The application: themes, the way between screens, and the desk opened behind the first frame."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.actions import parse
from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen

from negotiator.collector import at_rest
from negotiator.desk.memory import recall, remember
from negotiator.tui.discreet import WARNING_SECONDS, DiscreetApp
from negotiator.tui.keys import APP, Command, bindings
from negotiator.tui.messages import DeskFailed, DeskOpened, Ended, PlaybookRead, Recovered, Warned
from negotiator.tui.screens.deals import DealsScreen
from negotiator.tui.themes import THEMES

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver

    from negotiator.desk import Call, Desk
    from negotiator.desk.workspace import Workspace

_LOOK_SECONDS = 0.02


def _commands() -> type[Provider]:
    """What the palette searches; not needed before it opens."""
    from negotiator.tui.palette import Commands

    return Commands


class NegotiatorApp(DiscreetApp):
    """Negotiator in a terminal."""

    TITLE = "Negotiator"
    # Textual does not load the style sheet of the default screen, so the app does.
    CSS_PATH = ["app.tcss", "screens/deals.tcss"]  # noqa: RUF012
    BINDINGS = bindings(APP)
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}  # noqa: RUF012 - Textual declares it for the instance
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
        self.sample = sample
        """Whether all is sample data in a workspace that is thrown away."""
        self.memory = recall(workspace.state_file)
        self._prepared = False
        self._reported = False
        self._warned_until = 0.0
        """Leaving was tried while something could not be saved."""
        self.desk: Desk | None = None
        """None until the workspace is open."""
        for theme in THEMES:
            self.register_theme(theme)
        known = {theme.name for theme in THEMES}
        self.theme = self.memory.theme if self.memory.theme in known else THEMES[0].name

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this system, where it is for Unix terminals our hardened one."""
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":
            return chosen
        from negotiator.tui.driver import TerminalDriver

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """The deals are what one comes back to."""
        return DealsScreen()

    def on_mount(self) -> None:
        """Open the desk once the first frame is on the terminal."""
        self.call_after_refresh(self._open_desk)

    @work(thread=True, exclusive=True, group="desk")
    @at_rest(for_good=True)
    def _open_desk(self) -> None:
        from negotiator.desk import Desk, DeskError

        try:
            desk = Desk.open(self.workspace, told=self._tell)
            if self.sample:
                desk.add_samples()
        except DeskError as error:
            self.post_message(DeskFailed(error.what, error.remedy))
            return
        self.post_message(DeskOpened(desk))

    def prepare(self) -> None:
        """See to the playbook, once: after the deals show, for the two would share a processor."""
        if self.desk is not None and not self._prepared:
            self._prepared = True
            self._prepare(self.desk)

    @work(thread=True)
    def _prepare(self, desk: Desk) -> None:
        from negotiator.desk import DeskError

        try:
            problem = desk.prepare()
        except DeskError as error:
            problem = str(error)
        self.post_message(PlaybookRead(problem))
        desk.backups.start(lambda text: self.post_message(Warned(text)))

    def on_warned(self, message: Warned) -> None:
        """Said where it covers least; nothing of it stops a call."""
        self.say(message.text, problem=True)

    def on_desk_opened(self, message: DeskOpened) -> None:
        """Tell the screen that was there first."""
        self.desk = message.desk
        for screen in self.screen_stack:
            if isinstance(screen, DealsScreen):
                screen.desk_opened()

    def _tell(self, news: str) -> None:
        """From the thread of the store."""
        self.post_message(Recovered(news))

    def on_recovered(self, message: Recovered) -> None:
        """Say it wherever one is; the deals tell all of it."""
        self.say(message.news.partition("\n")[0], problem=True)
        if self.desk is not None:
            self.on_desk_opened(DeskOpened(self.desk))

    def on_playbook_read(self, message: PlaybookRead) -> None:
        """Only a problem is worth a word."""
        if message.problem:
            self.say(message.problem, problem=True)

    def on_desk_failed(self, message: DeskFailed) -> None:
        """Say why, where the deals would be."""
        for screen in self.screen_stack:
            if isinstance(screen, DealsScreen):
                screen.desk_failed(message.what, message.remedy)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: all commands of the screen, also those whose key is a letter just now."""
        here: tuple[Command, ...] = getattr(screen, "COMMAND_LIST", ())
        for at, commands in ((screen, here), (self, APP)):
            for command in commands:
                _, name, parameters = parse(command.action)
                if command.id != "palette" and at.check_action(name, parameters):
                    run = partial(self._run, command.action, at)
                    yield SystemCommand(command.title, command.help, run)
        for theme in THEMES:
            yield SystemCommand(
                f"Theme: {theme.name.removeprefix('negotiator-')}",
                "Change the colours.",
                lambda name=theme.name: self.set_theme(name),
            )
        yield SystemCommand("Save a picture of the screen", "An SVG file.", self.deliver_screenshot)

    async def _run(self, action: str, at: DOMNode) -> None:
        """What was picked in the palette, unless the screen it was meant for was left meanwhile."""
        if not getattr(at, "is_left", False):
            await self.run_action(action, at)

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

    async def _flush_next_callbacks(self) -> None:
        """Do what is to be done next, to its end.

        A worker that asks a question has Textual do it there. If that takes away the screen of the
        worker, the worker is cancelled, and without the shield what it was doing, and the app too.
        """
        if self._next_callbacks:
            await asyncio.shield(super()._flush_next_callbacks())

    def _fatal_error(self) -> None:
        """Textual would print a traceback with local variables, which here are confidential.

        It may ask more than once, for what fails because of the first error.
        """
        if self._reported:
            return
        self._reported = True
        from rich.text import Text

        from negotiator.desk.crash import report

        self.panic(Text(report(self._exception, self.workspace.sessions)))

    async def loses(self, call: Call | None, otherwise: str = "Stay until it is saved.") -> bool:
        """Whether leaving a call would lose what no disk has taken; then that is said.

        Waits for what is on its way: a database that another program holds takes seconds to refuse.
        """
        while call is not None and call.unsaved and not call.trouble:
            await asyncio.sleep(_LOOK_SECONDS)
        if call is None or not call.unsaved:
            return False
        kept = False
        if call.in_hand is not None:
            call.in_hand.hold_unsaved(call)
            await asyncio.to_thread(call.in_hand.keep)
            kept = call.in_hand.has_unsaved(call)
        then = ", kept for next time" if kept else " and would be lost"
        words = f"{call.unsaved} not saved{then}. {otherwise}"
        self.say(words, problem=True, shared=words)
        return True

    async def action_quit(self) -> None:
        """Leave; where something cannot be saved, only when asked twice."""
        self.run_worker(self._quit(), group="quit", exclusive=True)

    async def _quit(self) -> None:
        again = monotonic() < self._warned_until
        for at in self.screen_stack:
            if not again and await self._would_lose(at):
                self._warned_until = monotonic() + WARNING_SECONDS
                return
        self.exit()

    async def _would_lose(self, at: Screen[object]) -> bool:
        """Whether something on a screen is not saved; then that is said."""
        from negotiator.tui.screens.clause_keys import ClauseKeys

        if edited := getattr(at, "unsaved", ""):
            again = "Ctrl+Q again keeps it for the next time."
            self.say(f"Not saved: {edited}. {again}", problem=True, shared=f"Not saved. {again}")
            return True
        if isinstance(at, ClauseKeys) and at.begun:
            return await self.loses(at.call, "Ctrl+Q again leaves.")
        return False

    def on_ended(self, message: Ended) -> None:
        """Nobody is there to be asked."""
        self.exit(return_code=message.code)

    async def on_unmount(self) -> None:
        """No screen is left that could record: finish what is on its way to the disk."""
        if self.desk is not None:
            await asyncio.to_thread(self.desk.close)
