"""The agenda of a call: what is left, in the order in which to take it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.keys import AGENDA, bindings
from negotiator.tui.paint import COLOURS, MARKS, columns
from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.agenda import AgendaRow, AgendaView


class Points(Panel["AgendaRow"]):
    """The open clauses; below them why the one under the cursor stands there."""

    TITLE = "what is left, in order"

    def line(self, item: AgendaRow, width: int) -> Content:
        room = max(width - 4, 30)
        title = room * 2 // 5
        return columns(
            [
                (MARKS.get(item.standing, "?"), 1, COLOURS.get(item.standing, "")),
                (item.title, title, "bold" if item.ours else "$muted"),
                (item.reason, room - title, "" if item.ours else "$muted"),
            ]
        )

    def detail(self, item: AgendaRow) -> Content:
        why = Content.assemble((f"{item.title}: ", "bold"), item.reason)
        return Content("\n").join(
            [why, *(Content.styled(each, "$secondary") for each in item.moves)]
        )


class AgendaScreen(Screen[str | None]):
    """Ours alone. The answer is the clause to go to, or None."""

    CSS_PATH = "agenda.tcss"
    COMMAND_LIST = AGENDA
    BINDINGS = bindings(AGENDA)
    HELP = (
        "What is open, the point to take up first on top: must-haves before the rest, answers that "
        "are due before what nobody raised, and in turns what lets us prove, fix or exit. Grey "
        "lines wait for somebody. Enter goes to the clause."
    )

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call

    def compose(self) -> ComposeResult:
        yield Static("", id="clock", classes="title-line")
        yield Points(id="points", classes="region")
        with Vertical(id="came-with", classes="region"):
            yield Static("", id="came-with-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#came-with").border_title = "what we came with"
        self.query_one("#points").border_subtitle = "Enter goes to the clause"
        self._show()
        self.query_one(Points).list.focus()

    def _show(self) -> None:
        view = self._call.agenda.view()
        status = self._call.status()
        title = f"{status.vendor} · agenda · {view.clock}"
        self.query_one("#clock", Static).update(Content(title))
        self.query_one(Points).show(view.rows, "Everything is settled.")
        came_with = _came_with(view)
        self.query_one("#came-with").display = bool(came_with.plain)
        self.query_one("#came-with-text", Static).update(came_with)

    def on_panel_picked(self, message: Points.Picked) -> None:
        message.stop()
        if not isinstance(message, Points.Pointed):
            self.action_go()

    def action_go(self) -> None:
        if item := self.query_one(Points).item:
            self.dismiss(item.clause)

    @work
    async def action_minutes(self) -> None:
        """Change how long the call may take, in the middle of it."""
        answer = await self.app.push_screen_wait(
            AskScreen(
                "For how many minutes is this call planned?", value=str(self._call.agenda.planned)
            )
        )
        if answer is None:
            return
        if not answer.strip().isdecimal() or not int(answer):
            self.notify(f"“{answer[:20]}” is no number of minutes.", severity="error", markup=False)
            return
        self._call.preparation.plan(int(answer))
        self._show()

    @work
    async def action_prepare(self) -> None:
        from negotiator.tui.screens.preparation import PreparationScreen

        await self.app.push_screen_wait(PreparationScreen(self._call))
        self._show()

    def action_back(self) -> None:
        self.dismiss(None)


def _came_with(view: AgendaView) -> Content:
    """What of the preparation is of use in the call, a line each."""
    lines = [
        Content.assemble((f"{name:<11}", "bold $muted"), words)
        for name, words in (
            ("deadline", view.deadline),
            ("may decide", "; ".join(view.deciders)),
            ("to open", " · ".join(view.opening)),
            ("or else", view.batna),
        )
        if words
    ]
    return Content("\n").join(lines)
