"""The clause card: what we ask, the ladder, why, what they said, and what to say now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from negotiator.desk.views import CardView, RungView

_ROWS = ("they", "say", "ask", "ladder", "next", "why", "open", "home")

_TALL = 32
"""Rows of the terminal from which nothing has to be shortened."""


class Card(VerticalScroll, can_focus=False):
    """Readable in ten seconds; the same row always stands in the same place."""

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._shown: tuple[CardView, bool] | None = None

    def compose(self) -> ComposeResult:
        for name in _ROWS:
            with Horizontal(classes="row", id=f"row-{name}"):
                yield Static(name.upper(), classes="label")
                yield Static("", classes="text", id=f"text-{name}")

    def show(self, card: CardView) -> None:
        """Show one clause; where there is little room, the ladder and the past are shortened."""
        short = self.app.size.height < _TALL
        if self._shown == (card, short):
            return  # each text set is a new layout of the whole screen
        self._shown = (card, short)
        self.border_title = Content(card.clause)
        self.border_subtitle = Content(f"{card.priority} · {card.owner} · {card.standing}")
        texts = {
            "ask": Content.styled(card.ask, "bold"),
            "ladder": ladder(card.ladder, short=short),
            "say": _say(card),
            "next": _next(card),
            "they": _they(card, 1 if short else 3),
            "why": Content.styled(card.why, "$muted"),
            "open": Content(card.question),
            "home": _home(card),
        }
        for name, text in texts.items():
            self.query_one(f"#text-{name}", Static).update(text)
            self.query_one(f"#row-{name}").set_class(not text.plain, "hidden")


def ladder(rungs: tuple[RungView, ...], *, short: bool) -> Content:
    """The ladder on a line: the rung on the table in brackets, the agreed one ticked.

    The short form shows the rung on the table, the next one and the limit.
    """
    reached = max((n for n, rung in enumerate(rungs) if rung.on_table or rung.agreed), default=0)
    parts: list[Content] = []
    for number, rung in enumerate(rungs):
        if short and not rung.walk_away and not reached <= number <= reached + 1:
            if not parts or parts[-1].plain != "…":
                parts.append(Content.styled("…", "$muted"))
            continue
        parts.append(_rung(rung))
    return Content.styled(" ─ ", "$muted").join(parts)


def _rung(rung: RungView) -> Content:
    if rung.walk_away:
        return Content.styled(f"walk-away: {rung.label}", "$error")
    if rung.agreed:
        return Content.styled(f"[✓ {rung.label}]", "bold $success")
    if rung.on_table:
        return Content.styled(f"[{rung.label}]", "bold $accent")
    return Content(f"{rung.label} ↑" if rung.approver else rung.label)


def _say(card: CardView) -> Content:
    if card.say is None:
        return Content("")
    after = f"   next: {card.say.following} ▸" if card.say.following else ""
    return Content.assemble(
        (card.say.say, "bold $accent"),
        (f"  ({card.say.tier})", "$muted"),
        (after, "$muted"),
    )


def _next(card: CardView) -> Content:
    if card.next is None:
        limit = f"Limit: {card.limit}. " if card.limit else ""
        return Content.assemble(
            ("Nothing below may be offered. ", "bold $warning"),
            (f"{limit}Park, escalate, or leave it deadlocked.", ""),
        )
    parts: list[tuple[str, str]] = [(card.next.say or card.next.label, "")]
    if card.next.when:
        parts.append((f"  only if {card.next.when}", "$muted"))
    if card.next.requires_get:
        parts.append(("  · get something back", "$warning"))
    if card.next.approver:
        parts.append((f"  · needs {card.next.approver}", "$warning"))
    return Content.assemble(*parts)


def _they(card: CardView, most: int) -> Content:
    said = [
        Content.assemble(
            (f"{statement.at:%H:%M} ", "$muted"),
            f"“{statement.words}”",
            (f"  {statement.place}" if statement.place else "", "$warning"),
        )
        for statement in card.they[-most:]
    ]
    return Content("\n").join(said)


def _home(card: CardView) -> Content:
    parts = [f"paper it in {card.home}"] if card.home else []
    if card.deferral:
        parts.append(f"put off: {card.deferral}")
    return Content.styled(" · ".join(parts), "$muted")
