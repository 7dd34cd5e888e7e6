"""The clause card: what we ask, the ladder, why, what they said, and what to say now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from negotiator.tui.widgets.lines import strip

if TYPE_CHECKING:
    from negotiator.desk.views import CardView, RungView

_LABEL = 8
"""Columns of the row's name."""
_SLACK = 10
"""Columns that wrapping at words may waste."""
_TALL = 32
"""Rows of the terminal from which nothing has to be shortened."""


class Card(ScrollView, can_focus=False):
    """Readable in ten seconds; the same row always stands in the same order.

    It wraps its own lines: as widgets, its rows would have the whole screen laid out at every
    entry, while the next words are being typed.
    """

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._card: CardView | None = None
        self._lines: list[Content] = []

    def show(self, card: CardView) -> None:
        """Show one clause."""
        if card == self._card:
            return
        if self._card is None or card.clause != self._card.clause:
            self.scroll_home(animate=False)
        self._card = card
        self.border_title = Content(card.clause)
        self.border_subtitle = Content(
            " · ".join(filter(None, (card.priority, card.owner, card.standing)))
        )
        self._wrap()

    def on_resize(self) -> None:
        """Lines are wrapped to the width there is."""
        self._wrap()

    def _wrap(self) -> None:
        if self._card is None:
            return
        width = max(self.scrollable_content_region.width, _LABEL + 10)
        tall = self.app.size.height >= _TALL
        self._lines = list(card_lines(self._card, width, tall=tall))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        return strip(self, self._lines[place] if place < len(self._lines) else Content(""))


def card_lines(card: CardView, width: int, *, tall: bool) -> Iterator[Content]:
    """The card as lines; where there is little room, the ladder and the past are shortened."""
    rows = (
        ("THEY", _they(card, 3, 500) if tall else _they(card, 1, 3 * (width - _LABEL))),
        ("SAY", _say(card)),
        ("ASK", Content.styled(card.ask, "bold")),
        ("LADDER", ladder(card.ladder, short=not tall)),
        ("MOVES", Content.styled("\n".join(card.moves if tall else card.moves[:1]), "$secondary")),
        ("NEXT", _next(card)),
        ("WHY", Content.styled(card.why, "$muted")),
        ("OPEN", Content(card.question)),
        ("HOME", _home(card)),
    )
    for name, text in rows:
        if text.plain:
            label = name
            for line in text.wrap(width - _LABEL):
                yield Content.assemble((label.ljust(_LABEL), "bold $muted"), line)
                label = ""
            if tall:
                yield Content("")


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
    if card.discreet:
        return Content("")
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


def _they(card: CardView, most: int, room: int) -> Content:
    """What they said last; of long words the beginning, so that each takes so many columns."""
    last = card.they[-most:]
    today = last[-1].at.date() if last else None
    said = []
    for statement in last:
        # Of an earlier day the day says more than the hour.
        when = f"{statement.at:{'%H:%M' if statement.at.date() == today else '%d %b'}} "
        where = f"  {statement.place}" if statement.place else ""
        words = Content(f"“{statement.words}”")
        words = words.truncate(max(room - len(when) - len(where) - _SLACK, 20), ellipsis=True)
        said.append(Content.assemble((when, "$muted"), words, (where, "$warning")))
    return Content("\n").join(said)


def _home(card: CardView) -> Content:
    parts = [f"paper it in {card.home}"] if card.home else []
    if card.deferral:
        parts.append(f"put off: {card.deferral}")
    return Content.styled(" · ".join(parts), "$muted")
