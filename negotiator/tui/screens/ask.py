"""One question, one line, at the foot of the screen; Esc takes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from negotiator.desk.form_views import Choice
from negotiator.tui.screen import ModalScreen
from negotiator.tui.shareable import Shareable
from negotiator.tui.widgets.one_line import LIMIT, OneLine
from negotiator.tui.widgets.rows import Rows

_KEYS = "Enter takes · Esc back"
_ROW = "Enter takes the marked row · Esc back"
_TYPED = "Enter takes what is typed · Down picks a row · Esc back"
_NONE = "nothing here has these words · Esc back"


class AskScreen(Shareable, ModalScreen[str | None]):
    """Ask for a line of text, with proposals that can be picked instead of typed.

    The answer is the text, the id of the proposal, or None after Esc. Only one whose question,
    value and proposals tell the other side nothing is `shareable`.
    """

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down", "into_options", "Proposals", show=False),
    ]

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        value: str = "",
        proposals: tuple[Choice, ...] = (),
        only_proposals: bool = False,
        typed: Callable[[str], Choice | None] = lambda _: None,
        wrong: Callable[[str], str] = lambda _: "",
        shareable: bool = False,
    ) -> None:
        """Ask.

        Args:
            typed: what a text that is typed stands for; it is proposed above the others.
            wrong: what is wrong with a text, which is then said and can be mended; empty where
                nothing is.
        """
        super().__init__()
        self._title = title
        self._hint = hint
        self._value = value
        self._proposals = proposals
        self._only = only_proposals
        self._typed = typed
        self._wrong = wrong
        self.shareable = shareable

    def compose(self) -> ComposeResult:
        with Vertical(id="ask") as panel:
            panel.border_title = Content(self._title)
            if self._hint:
                yield Static(Content(self._hint), id="hint")
            yield OneLine(
                self._value,
                id="answer",
                max_length=LIMIT,
                placeholder="type, or pick below" if self._proposals else "",
            )
            yield Static(id="wrong")
            if self._proposals:
                yield Rows(*self._options(""), id="proposals")

    def on_mount(self) -> None:
        self.query_one("#answer").focus()
        self._mark()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the proposals to what is typed."""
        self._tell_wrong("")
        if self._proposals:
            options = self.query_one("#proposals", OptionList)
            options.set_options(self._options(event.value))
        self._mark()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What Enter takes depends on where the cursor is."""
        if event.widget.id == "answer":
            self._mark()
        else:
            self._say(_ROW)

    def _mark(self) -> None:
        """Mark what Enter takes, and say which it is: a row, or what is typed."""
        if not self._proposals:
            self._say(_KEYS)
            return
        options = self.query_one("#proposals", OptionList)
        if not self._only:
            options.highlighted = None
            self._say(_TYPED if options.option_count else _KEYS)
            return
        typed = self.query_one("#answer", Input).value.strip().casefold()
        named = (n for n, each in enumerate(options.options) if each.id == typed)
        options.highlighted = next(named, 0) if options.option_count else None
        self._say(_ROW if options.option_count else _NONE)

    def _tell_wrong(self, wrong: str) -> None:
        line = self.query_one("#wrong", Static)
        line.update(Content(wrong))
        line.display = bool(wrong)

    def _say(self, keys: str) -> None:
        self.query_one("#ask").border_subtitle = keys

    def on_one_line_cut(self, event: OneLine.Cut) -> None:
        event.stop()
        self.query_one("#ask").border_subtitle = Content(event.words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if not self._only:
            wrong = self._wrong(event.value)
            self._tell_wrong(wrong)
            if not wrong:
                self.dismiss(event.value)
            return
        options = self.query_one("#proposals", OptionList)
        if options.option_count:
            chosen = options.highlighted_option or options.get_option_at_index(0)
            self.dismiss(chosen.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_into_options(self) -> None:
        if self._proposals:
            options = self.query_one("#proposals", OptionList)
            options.focus()
            if options.highlighted is None and options.option_count:
                options.highlighted = 0
            elif self._only:
                options.action_cursor_down()

    def _options(self, typed: str) -> list[Option]:
        words = typed.casefold().split()
        found = {
            choice.value: choice
            for choice in (self._typed(" ".join(words)), *self._proposals)
            if choice and all(word in f"{choice.value} {choice.label}".casefold() for word in words)
        }
        return [Option(Content(choice.label), id=value) for value, choice in found.items()]
