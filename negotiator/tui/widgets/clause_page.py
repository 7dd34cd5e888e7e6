"""A clause of a playbook to be read: what the negotiator sees, and everything it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from negotiator.tui.paint import hanging
from negotiator.tui.widgets.card import ladder

if TYPE_CHECKING:
    from negotiator.desk.views import CardView, RungView
    from negotiator.playbook.clause import Clause, Objection, Position

_INDENT = 8
_LABEL = "bold $muted"


class ClausePage(VerticalScroll, can_focus=True):
    """One text, painted to the width there is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "source", "Source", show=False)]

    class SourceWanted(Message):
        """What is read is to be edited."""

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._shown: tuple[Clause, CardView, str] | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        yield Static("", id="page-text")

    def show(self, clause: Clause, card: CardView, note: str) -> None:
        """Show a clause; the note says what is the matter with it."""
        now = (clause, card, note)
        if self._shown is None or self._shown[0].id != clause.id:
            self.scroll_home(animate=False)
        if now != self._shown:
            self._shown = now
            self._paint()

    def show_text(self, title: str, text: str) -> None:
        """Show a text instead of a clause."""
        self._shown = None
        self.border_title, self.border_subtitle = Content(title), Content("")
        self.query_one("#page-text", Static).update(Content(text))

    def action_source(self) -> None:
        self.post_message(self.SourceWanted())

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._width:
            self._paint()

    def _paint(self) -> None:
        if self._shown is None:
            return
        clause, card, note = self._shown
        self._width = self.scrollable_content_region.width
        self.border_title = Content(clause.id)
        self.border_subtitle = Content(f"{clause.owner} · weight {clause.weight:g}")
        lines = [*_page(clause, card, note, max(self._width, 30))]
        self.query_one("#page-text", Static).update(Content("\n").join(lines))


def _page(clause: Clause, card: CardView, note: str, width: int) -> Iterator[Content]:
    if note:
        yield from Content.styled(note, "bold $error").wrap(width)
        yield Content("")
    yield from Content.styled(clause.title, "bold").wrap(width)
    yield from Content.styled(_priorities(clause), "$muted").wrap(width)
    yield Content("")
    for label, text in (
        ("ASK", Content.styled(card.ask, "bold")),
        ("LADDER", ladder(card.ladder, short=False)),
        ("WHY", Content(clause.why)),
        ("OPEN", Content(clause.question)),
        ("HOME", Content(card.home)),
        ("TRADE", Content(", ".join(clause.trade_for))),
        ("MARKET", Content(clause.market.say if clause.market else "")),
    ):
        if text.plain:
            yield from hanging(label, text, width, _INDENT, _LABEL)
    yield from _heading("The ladder")
    unit = clause.metric.unit if clause.metric else ""
    for shown, position in zip(card.ladder, clause.ladder.values(), strict=True):
        yield from _rung(shown, position, unit, width)
    if clause.objection:
        yield from _heading("What they say")
    for place, objection in enumerate(clause.objection):
        if place:
            yield Content("")
        yield from _objection(objection, width)
    for title, more in (
        ("Heard about it, objecting to nothing", [f"“{phrase}”" for phrase in clause.heard]),
        ("Weak wording", [f"“{wording}”" for wording in clause.weak]),
        ("Evidence", clause.evidence),
        ("Ours alone", [clause.internal_notes] if clause.internal_notes else []),
        ("Rests on", [", ".join(clause.sources)] if clause.sources else []),
    ):
        if more:
            yield from _heading(title)
        for words in more:
            yield from hanging("", Content(words), width, 2, "")


def _heading(text: str) -> Iterator[Content]:
    yield Content("")
    yield Content.styled(text, "bold $primary")


def _priorities(clause: Clause) -> str:
    """How hard it is: must-have: customer-facing, regulated · nice-to-have: pilot."""
    tiers: dict[str, list[str]] = {}
    for tier, priority in clause.priority.items():
        tiers.setdefault(str(priority), []).append(str(tier))
    parts = [f"{priority}: {', '.join(those)}" for priority, those in tiers.items()]
    return " · ".join([*parts, *_whens(clause.when)])


def _whens(when: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for field, values in when.items():
        yield f"only where {field} is {' or '.join(values)}"


def _rung(shown: RungView, position: Position, unit: str, width: int) -> Iterator[Content]:
    value = "" if position.value is None else f"{position.value:g} {unit}"
    style = "bold $error" if shown.walk_away else "bold"
    head = " · ".join(filter(None, dict.fromkeys((position.label, value))))
    yield from hanging(shown.rung, Content.styled(head, style), width, 12, "bold $accent")
    conditions = [f"only if {position.when}"] if position.when else []
    conditions += [f"needs {shown.approver}"] if shown.approver else []
    conditions += ["get something back"] if position.requires_get else []
    for text, style in (
        (position.say, ""),
        (" · ".join(conditions), "$warning"),
        (position.language and f"Wording: {position.language}", "$muted"),
    ):
        if text:
            yield from hanging("", Content.styled(text, style), width, 12, "")


def _objection(objection: Objection, width: int) -> Iterator[Content]:
    head = Content.assemble((objection.id, "bold"), (f"  {objection.kind}", "$muted"))
    yield from head.wrap(width)
    for phrase in objection.heard:
        yield from hanging("  THEY", Content(f"“{phrase}”"), width, _INDENT, _LABEL)
    if objection.behind_it:
        text = Content.styled(objection.behind_it, "$muted")
        yield from hanging("  WHY", text, width, _INDENT, _LABEL)
    for number, counter in enumerate(objection.counter, start=1):
        then = f"  → {counter.leads_to}" if counter.leads_to else ""
        text = Content.assemble(
            (f"{counter.tier}  ", "$muted"), (counter.say, "$accent"), (then, "bold")
        )
        yield from hanging(f"  SAY {number}", text, width, _INDENT, _LABEL)
