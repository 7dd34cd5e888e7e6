"""The quarterly review of a signed contract: each agreed number, and what was seen of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from negotiator.tui.keys import GOVERNANCE, bindings
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from negotiator.desk.renewals import ReviewForm


class GovernanceScreen(Screen[None]):
    """A line a number: agreed, last seen, seen now; below them what no number tells."""

    CSS_PATH = "governance.tcss"
    COMMAND_LIST = GOVERNANCE
    BINDINGS = bindings(GOVERNANCE)
    HELP = (
        "Each line is a term with a number: what was agreed, what was seen last, and room for what "
        "is seen now; words may follow the number. The lines below have no number. Ctrl+S records "
        "all that is filled in, as one review; a number that misses its term is a breach, and is "
        "brought up at the renewal. ✗ marks one that did last time."
    )

    def __init__(self, deal: str) -> None:
        super().__init__()
        self._deal = deal
        self._form: ReviewForm | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        yield VerticalScroll(id="lines", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#lines").border_title = "agreed · last seen · seen now"
        self._read()

    @work(exclusive=True, group="review")
    async def _read(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        try:
            form = await desk.ask(partial(desk.renewals.form, self._deal))
        except DeskError as error:
            self.report(error)
            return
        self._form = form
        title = f"{form.vendor} · {form.title} · quarterly review"
        self.query_one("#title", Static).update(Content(title))
        rows = [
            Horizontal(
                Static(Content(line.title), classes="what"),
                Static(Content(line.agreed), classes="agreed" if line.number else "asked"),
                *([Static(Content(line.seen), classes="seen")] if line.number else []),
                OneLine(placeholder="number, words" if line.number else "words", compact=True),
                classes="field",
            )
            for line in form.lines
        ]
        await self.query_one("#lines").mount(*rows)
        self.query(OneLine).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @work(exclusive=True, group="review")
    async def action_keep(self) -> None:
        from negotiator.desk import DeskError

        desk, form = self._app.desk, self._form
        if desk is None or form is None:
            return
        typed = [field.value for field in self.query(OneLine)]
        answers = {line.key: text for line, text in zip(form.lines, typed, strict=True)}
        try:
            count = await desk.ask(partial(desk.renewals.review, self._deal, answers))
        except DeskError as error:
            self.report(error)
            return
        self._app.say(f"Recorded: {count} observed." if count else "Nothing was filled in.")
        if count:
            self.dismiss()

    def action_back(self) -> None:
        self.dismiss()
