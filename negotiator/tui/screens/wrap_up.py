"""The end of a session: read back, see what is only promised and what is open, write it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from negotiator.tui.keys import WRAP_UP, bindings

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.views import WrapUpView
    from negotiator.tui.app import NegotiatorApp


class WrapUpScreen(Screen[bool | str]):
    """Left: what to read aloud. Right: what is left to do.

    Dismissed with True once the session has ended, False or a clause to go on with the call.
    """

    CSS_PATH = "wrap_up.tcss"
    COMMAND_LIST = WRAP_UP
    BINDINGS = bindings(WRAP_UP)
    HELP = (
        "Read the left side aloud: it holds only what has been said between you. The right side "
        "is ours: open must-haves, promises that are not papered, tasks."
    )
    AUTO_FOCUS = "#script"

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call

    @property
    def _app(self) -> NegotiatorApp:
        return cast("NegotiatorApp", self.app)

    def compose(self) -> ComposeResult:
        status = self._call.status()
        title = f"{status.vendor} · {status.title} · wrap-up of call {status.session}"
        yield Static(Content(title), classes="title-line")
        with Horizontal(id="wrap-body"):
            with VerticalScroll(id="script", classes="region"):
                yield Static("", id="script-text")
            with VerticalScroll(id="left-over", classes="region"):
                yield Static("", id="left-over-text")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one("#script").border_title = "read back aloud"
        self.query_one("#left-over").border_title = "ours"
        self._show()

    def _show(self) -> None:
        view = self._call.wrap_up()
        self.query_one("#script-text", Static).update(_script(view))
        self.query_one("#left-over-text", Static).update(_left_over(view))

    def action_back(self) -> None:
        self.dismiss(False)

    def action_promises(self) -> None:
        from negotiator.tui.screens.promises import PromisesScreen

        self.app.push_screen(PromisesScreen(self._call), self._returned)

    def action_readiness(self) -> None:
        from negotiator.tui.screens.readiness import ReadinessScreen

        self.app.push_screen(ReadinessScreen(self._call), self._returned)

    def _returned(self, clause: str | None) -> None:
        """Back from a look beside: the record may have changed, or the call goes on."""
        if clause:
            self.dismiss(clause)
        else:
            self._show()

    @work(exclusive=True, group="leaving")
    async def action_end(self) -> None:
        """Close the session; the deal stays."""
        if await self._app.loses(self._call):
            return
        self._call.finish()
        self.dismiss(True)

    async def action_recap(self) -> None:
        await self._write("recap")

    async def action_issues(self) -> None:
        await self._write("issues")

    async def _write(self, kind: str) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        try:
            path = await desk.write_report(kind, str(self._call.deal.id))
        except DeskError as error:
            self._app.say(f"{error.what} {error.remedy}", problem=True)
            return
        self._app.say(f"Written: {path}")


def _script(view: WrapUpView) -> Content:
    if not view.script:
        return Content.styled("Nothing was settled in this session yet.", "$muted")
    return Content("\n\n").join([Content(line) for line in view.script])


def _left_over(view: WrapUpView) -> Content:
    parts: list[Content] = []
    for heading, lines in (
        ("Must-haves nobody raised", [(title, "") for title in view.unraised]),
        ("Still open", list(view.open)),
        ("Put off", list(view.deferred)),
        ("Promised, not papered", list(view.promised)),
        ("Tasks", [(words, who) for who, words in view.tasks]),
        ("Not in the playbook", [(f"“{words}”", "") for words in view.unmatched]),
    ):
        if not lines:
            continue
        parts.append(Content.styled(f"{heading} ({len(lines)})", "bold $primary"))
        parts += [
            Content.assemble("  ", title, (f"  {more}" if more else "", "$muted"))
            for title, more in lines
        ]
        parts.append(Content(""))
    return Content("\n").join(parts) if parts else Content("Nothing is left.")
