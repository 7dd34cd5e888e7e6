"""Before the call: our alternative, the deadline, our leverage, who sits there, how to open."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from negotiator.desk.preparation import PreparationForm
from negotiator.tui.keys import PREPARATION, bindings
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.one_line import OneLine
from negotiator.tui.widgets.several_lines import SeveralLines

if TYPE_CHECKING:
    from negotiator.desk import Call

_LINES = (
    ("batna", "If this fails, we …", "stay with the present vendor for a year"),
    ("deadline", "Deadline", "2026-12-31 their quarter ends"),
    ("competing", "Leverage: competing vendor", "Corvid, second round, 8 percent below"),
    ("pilot", "Leverage: pilot results", "six weeks, two outages, quality above target"),
    ("commitment", "Leverage: our commitment", "two years, 70 percent of the forecast"),
    ("minutes", "Planned minutes", "45"),
)
_TEXTS = (
    ("agenda", "To open, a point a line", "training and retention first"),
    ("ours", "Ours: name, role, decides or asks", "Nora Lind, procurement, may decide"),
    ("theirs", "Theirs, the same", "Dana Ruiz, account executive, must ask"),
)


class PreparationScreen(Screen[bool]):
    """Ours alone: none of it is ever shown to them. The answer is whether something was kept."""

    CSS_PATH = "preparation.tcss"
    COMMAND_LIST = PREPARATION
    BINDINGS = bindings(PREPARATION)
    HELP = (
        "Tab goes from field to field; Esc keeps what is typed and goes back. The deadline begins "
        "with a day (2026-12-31), and the rest of its line says whose it is. In the lists of "
        "people a line is a person: name, role, and “may decide” or “must ask”. All of it is ours: "
        "nothing here goes into what is written for them."
    )
    AUTO_FOCUS = "#batna"

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call
        self._typed = asdict(call.preparation.form())
        self._left = False

    def compose(self) -> ComposeResult:
        deal = self._call.deal
        yield Static(
            Content(f"{deal.vendor} · {deal.title} · before the call"), classes="title-line"
        )
        with Horizontal(id="preparation-body"):
            with VerticalScroll(id="know", classes="region", can_focus=False):
                for name, label, example in _LINES:
                    yield Static(Content(label), classes="label", id=f"label-{name}")
                    yield OneLine(
                        self._typed[name],
                        id=name,
                        placeholder=f"e.g. {example}",
                        compact=True,
                        select_on_focus=False,  # a letter would take the place of all that stands
                        restrict=r"\d{0,4}" if name == "minutes" else None,
                    )
            with VerticalScroll(id="people", classes="region", can_focus=False):
                for name, label, example in _TEXTS:
                    yield Static(Content(label), classes="label")
                    yield SeveralLines(self._typed[name], id=name, placeholder=f"e.g. {example}")
        yield KeyFooter()

    def on_mount(self) -> None:
        for name, _, _ in _LINES:
            self.query_one(f"#{name}", Input).cursor_position = 0
        self.query_one("#know").border_title = "what we know"
        self.query_one("#people").border_title = "the call"
        self._say_when()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed[str(event.input.id)] = event.value
        if event.input.id == "deadline":
            self._say_when()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._typed[str(event.text_area.id)] = event.text_area.text

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def _say_when(self) -> None:
        """How the day of the deadline was read: one that was not is kept as words."""
        typed = self._typed["deadline"]
        away = self._call.preparation.away(typed)
        if typed.strip() and not away:
            away = "no day read (2026-12-31)"
        label = self.query_one("#label-deadline", Static)
        label.update(Content(f"Deadline: {away}" if away else "Deadline"))

    def action_back(self) -> None:
        self._left = True
        self.dismiss(self._call.preparation.keep(PreparationForm(**self._typed)))

    def on_unmount(self) -> None:
        """Nothing typed is lost when the program is left from here."""
        if not self._left:
            self._call.preparation.keep(PreparationForm(**self._typed))
            self._call.preparation.end_apart()
