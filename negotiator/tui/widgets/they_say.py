"""The line in which the vendor's words are typed, and what they may mean underneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from negotiator.tui.paint import columns, sure
from negotiator.tui.widgets.lines import Lines
from negotiator.tui.widgets.one_line import LIMIT, OneLine
from negotiator.tui.widgets.steady import Steady

if TYPE_CHECKING:
    from negotiator.desk.views import SuggestionView

_HINT = (
    "Type what they say. Esc, then one key:  c said · o offer · a agreed · x refused · d defer · "
    "t trade · m promise · u undo · ? all keys"
)
_WIDE = 100
"""Columns from which the phrases have room beside what may be offered."""


class TheySay(Vertical):
    """Type, see the answer, press Enter."""

    class Filed(Message):
        """The words are to be recorded under a reading: the chosen one, or the best for them."""

        def __init__(
            self, words: str, choice: int | None, readings: Sequence[SuggestionView]
        ) -> None:
            super().__init__()
            self.words = words
            self.choice = choice
            self.readings = readings
            """Those that were chosen from; by now others may be shown."""

    class Left(Message):
        """The line was left with Esc."""

    def __init__(
        self,
        shown: Callable[[SuggestionView], SuggestionView],
        ask: Callable[[], None],
        *,
        id: str,
        classes: str,
    ) -> None:
        """`ask` shows the readings of what stands in the line now."""
        super().__init__(id=id, classes=classes)
        self._shown = shown
        """A reading as it may be seen; filed are the readings themselves."""
        self._ask = ask
        self._suggestions: list[SuggestionView] = []
        self._words = ""
        self._clause: str | None = None
        self._choice = 0

    def compose(self) -> ComposeResult:
        yield Line(
            placeholder="what do they say?",
            max_length=LIMIT,
            select_on_focus=False,  # coming back to half a sentence must not overwrite it
            id="line",
            compact=True,
        )
        yield Steady(id="answer")
        yield Lines(id="readings")

    @property
    def line(self) -> Line:
        return self.query_one("#line", Line)

    def show(self, suggestions: list[SuggestionView], words: str, clause: str | None) -> None:
        """Paint the readings of the words; the choice goes back to the first."""
        self._suggestions = suggestions
        self._words = words
        self._clause = clause
        self._choice = 0
        self.paint()

    @property
    def first(self) -> str | None:
        """The clause of the first reading shown; None where none is."""
        return self._suggestions[0].clause if self._suggestions else None

    @property
    def choices(self) -> int:
        """How many ways there are to file what is typed: readings, then the two without one."""
        return len(self._suggestions) + (2 if self._clause else 1)

    def on_mount(self) -> None:
        self.border_title = "they say"
        self.paint()

    def on_resize(self) -> None:
        """Readings are painted to the width there is."""
        self.paint()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()

    def on_one_line_cut(self, event: OneLine.Cut) -> None:
        event.stop()
        self.border_subtitle = Content(event.words)

    def file(self, words: str) -> None:
        """Hand over the words with the choice, if it was made looking at these very words."""
        choice = self._choice if words == self._words else None
        self.post_message(self.Filed(words, choice, self._suggestions))

    def move(self, by: int) -> None:
        """Choose the next or previous reading of what stands in the line now."""
        if self._words != self.line.value:
            self._ask()
        if self._words.strip():
            self._choice = (self._choice + by) % self.choices
            self.paint()

    def paint(self) -> None:
        """Paint what the words may mean, as it may be seen now."""
        answer, readings = self.query_one("#answer", Steady), self.query_one("#readings", Lines)
        if not self._words.strip():
            answer.say(Content.styled(_HINT, "$muted"))
            readings.say(())
            return
        width = max(self.content_size.width, 40)
        chosen = self._suggestions[self._choice] if self._choice < len(self._suggestions) else None
        narrow = width < _WIDE
        answer.say(_answer(self._shown(chosen), narrow=narrow) if chosen else Content(""))
        lines = [
            _reading(self._shown(suggestion), number == self._choice, width)
            for number, suggestion in enumerate(self._suggestions)
        ]
        rest = ["not in the playbook", f"about {self._clause}"]
        if not self._suggestions:
            rest[0] = "nothing in the playbook is near enough: file as not in the playbook"
        for number, text in enumerate(rest[: 2 if self._clause else 1], start=len(lines)):
            mark = "▸ " if number == self._choice else "  "
            lines.append(
                Content.styled(f"{mark}file {text}" if lines else f"{mark}{text}", "$muted")
            )
        rows = max(readings.size.height, 3)
        start = max(0, self._choice - rows + 1)
        readings.say(lines[start : start + rows])


class Line(OneLine):
    """An input whose arrows choose a reading and whose Esc leaves the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "File", tooltip="Record the words under the chosen reading."),
        Binding("down", "choose(1)", "Choose", key_display="↓↑", tooltip="Another reading."),
        Binding("up", "choose(-1)", "Previous reading", show=False),
        Binding("escape", "leave", "Keys", tooltip="Leave the line; single keys act."),
    ]

    async def _on_key(self, event: events.Key) -> None:
        """Act in the order of the keys: a binding alone acts after letters typed ahead of it."""
        match event.key:
            case "enter":
                await self.action_submit()
            case "down":
                self.action_choose(1)
            case "up":
                self.action_choose(-1)
            case _:
                return
        event.stop()
        event.prevent_default()

    def action_choose(self, by: int) -> None:
        if isinstance(self.parent, TheySay):
            self.parent.move(by)

    async def action_submit(self) -> None:
        """Take the words away at once: what is typed right after Enter is the next statement."""
        words, self.value = self.value, ""
        if words.strip() and isinstance(self.parent, TheySay):
            self.parent.file(words)

    def action_leave(self) -> None:
        self.post_message(TheySay.Left())


def _answer(chosen: SuggestionView, *, narrow: bool) -> Content:
    if not chosen.say:
        return Content("")
    say = Content.assemble(("SAY  ", "bold $primary"), (chosen.say, "bold $accent"))
    if narrow and chosen.phrase:
        like = Content.assemble(("LIKE ", "bold $primary"), _phrase(chosen))
        return Content("\n").join([say, like])
    return say


def _reading(suggestion: SuggestionView, chosen: bool, width: int) -> Content:
    left = columns(
        [
            ("▸" if chosen else " ", 1, "bold $accent"),
            (
                "" if suggestion.discreet else sure(suggestion.score),
                3,
                "$accent" if chosen else "$muted",
            ),
            (suggestion.clause, 25, "bold" if chosen else ""),
        ]
    )
    said = _why(suggestion).stylize_before("" if chosen else "$muted")
    rest = max(width - left.cell_length - 1, 20)
    return Content(" ").join([left, said.truncate(rest, ellipsis=True, pad=True)])


def _why(suggestion: SuggestionView) -> Content:
    """What may be offered then, and the phrase it is like, what was said of it marked."""
    if suggestion.discreet:
        return Content(suggestion.title)
    offer = " · ".join(filter(None, (suggestion.prior, suggestion.place, suggestion.then)))
    if not suggestion.phrase:
        return Content(f"{offer}  {suggestion.why}")
    phrase = _phrase(suggestion)
    if suggestion.taught:
        return Content.assemble("as you filed ", phrase, f"  {offer}")
    return Content.assemble(f"{offer}  ", phrase)


def _phrase(suggestion: SuggestionView) -> Content:
    """The phrase that came nearest, with those of its words underlined that were said."""
    phrase = Content(f"“{suggestion.phrase}”")
    for start, end in suggestion.marks:
        phrase = phrase.stylize("bold underline", start + 1, end + 1)
    return phrase
