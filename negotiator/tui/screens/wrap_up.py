"""The end of a session: read back, see what is only promised and what is open, write it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from negotiator.tui.keys import WRAP_UP, bindings
from negotiator.tui.paint import hanging, plural
from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.shareable import Shareable, marked
from negotiator.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.wrap_up import ScriptLine, WrapUpView


_NAMES = {
    "recap": "The recap for the vendor",
    "issues": "The issues list for the vendor",
    "memo": "The memo, internal",
}


class Part(VerticalScroll):
    """A side of the screen; it is laid out to its width, so a new one is told."""

    class Resized(Message):
        """It has another size."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class WrapUpScreen(Shareable, Screen[bool | str]):
    """Left: what to read aloud. Right: what is left to do; not to be seen in discreet mode.

    Dismissed with True once the session has ended, False or a clause to go on with the call.
    """

    CSS_PATH = "wrap_up.tcss"
    COMMAND_LIST = WRAP_UP
    BINDINGS = bindings(WRAP_UP)
    HELP = (
        "Read the left side aloud: it holds only what has been said between you. The right side "
        "is ours: open must-haves, promises that are not papered, tasks. b records that they "
        "confirmed what you read; what was agreed and not confirmed is in the script of the next "
        "call too. Documents are written beside the sessions: recap and issues "
        "list are made of what both sides know alone, the memo is for our own file."
    )
    AUTO_FOCUS = "#script"

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call
        self._view = call.wrap_up()

    def compose(self) -> ComposeResult:
        yield Static("", id="title", classes="title-line")
        with Horizontal(id="wrap-body"):
            with Part(id="script", classes="region"):
                yield Static("", id="script-text")
            with Part(id="left-over", classes="region"):
                yield Static("", id="left-over-text")
        yield Static("", id="told")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#script").border_title = "read back aloud"
        self.query_one("#left-over").border_title = "ours"
        self.show_anew()

    def on_part_resized(self, message: Part.Resized) -> None:
        """What hangs under its first line depends on the room there is."""
        message.stop()
        self._lay()

    def _show(self) -> None:
        """What the entries say now."""
        self._view = self._call.wrap_up()
        self.show_anew()

    def show_anew(self) -> None:
        discreet = self._app.discreet
        status = self._app.shown(self._call.status())
        title = f"{status.vendor} · {status.title} · wrap-up of call {status.session}"
        self.query_one("#title", Static).update(marked(title, discreet=discreet))
        self.query_one("#left-over").display = not discreet
        self._lay()

    def _lay(self) -> None:
        view = self._app.shown(self._view)
        for region, made in (("script", _script), ("left-over", _left_over)):
            width = self.query_one(f"#{region}").scrollable_content_region.width
            self.query_one(f"#{region}-text", Static).update(made(view, width))

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
        """Close the session; the deal stays, and what they have not confirmed is named."""
        if await self._app.loses(self._call):
            return
        unconfirmed = len(self._call.wrap_up().to_confirm)
        self._call.finish()
        self.dismiss(True)
        if unconfirmed:
            words = f"Agreed, not confirmed: {plural(unconfirmed, 'point')}, for the next wrap-up."
            self._app.say(words, shared=words)

    def action_confirm(self) -> None:
        """They confirmed what was read to them: each agreed point is read back."""
        confirmed = self._view.to_confirm
        for clause in confirmed:
            self._call.read_back(clause)
        self._show()
        points = plural(len(confirmed), "point")
        self._tell(f"Read back: {points}." if confirmed else "Nothing is left to confirm.")

    @work(exclusive=True, group="writing")
    async def action_write(self, kind: str) -> None:
        """Write a document in the form that is chosen, and say where it is."""
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        forms = desk.documents.forms(kind)
        form = await self._app.push_screen_wait(
            AskScreen(
                f"{_NAMES[kind]}: in which form?",
                proposals=forms,
                only_proposals=True,
                shareable=kind != "memo",
            )
        )
        if form is None:
            return
        try:
            path = await desk.documents.write(kind, str(self._call.deal.id), form)
        except DeskError as error:
            self.report(error)
            return
        without = " (without what is NOT SAVED yet)" if self._call.trouble else ""
        where = "" if self._app.discreet else f": {path.name}, in {path.parent}"
        self._tell(f"Written{without}{where}.")

    def _tell(self, text: str) -> None:
        """On a line of its own, where it stays and covers nothing."""
        line = self.query_one("#told", Static)
        line.update(Content(text))
        line.add_class("-said")


def _script(view: WrapUpView, width: int) -> Content:
    if not view.script:
        return Content.styled("Nothing was settled in this session yet.", "$muted")
    lines = [part for line in view.script for part in _line(line, width)]
    return Content("\n").join(lines[1:])


def _line(line: ScriptLine, width: int) -> list[Content]:
    """A sentence stands apart; a point is told from it without colour, by its dash."""
    if line.role == "say":
        return [Content(""), Content.styled(line.words, "bold $primary")]
    if line.role == "area":
        return [Content.styled(line.words, "$muted")]
    between = ": " if line.about and line.words else ""
    text = Content.assemble((line.about, "bold"), between, line.words)
    return hanging("–", text, width, 2, "")


def _left_over(view: WrapUpView, width: int) -> Content:
    parts: list[Content] = []
    for heading, lines in (
        ("Must-haves nobody raised", [(title, "") for title in view.unraised]),
        ("Still open", list(view.open)),
        ("Put off", list(view.deferred)),
        ("Promised, not papered", list(view.promised)),
        ("Tasks", list(view.tasks)),
        ("Not in the playbook", [(f"“{words}”", "") for words in view.unmatched]),
    ):
        if not lines:
            continue
        parts += [Content(""), Content.styled(f"{heading} ({len(lines)})", "bold $primary")]
        for title, more in lines:
            text = Content.assemble(title, (f"  {more}" if more else "", "$muted"))
            parts += hanging("", text, width, 2, "")
    return Content("\n").join(parts[1:]) if parts else Content("Nothing is left.")
