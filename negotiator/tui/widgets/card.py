"""The clause card: what we ask, the ladder, why, what they said, and what to say now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
_WORDS = 36
"""Columns of a statement that are shown however long the rest of its line is."""
_MORE = " · N …"
"""What a line of precedents ends with that has no room for all of them."""
_ASK = 5
"""Lines of what is asked for where room is short: what can be said needs no more."""
_TALL = 32
"""Rows of the terminal from which nothing has to be shortened."""

LEFT = "e escalate · p park · d defer · t trade elsewhere · x x walk away"
"""What is left where nothing may be offered, with its keys."""


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
        room = None if self.app.size.height >= _TALL else self.scrollable_content_region.height
        self._lines = list(card_lines(self._card, width, room))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        return strip(self, self._lines[place] if place < len(self._lines) else Content(""))


def card_lines(card: CardView, width: int, most: int | None = None) -> Iterator[Content]:
    """The card as lines; where only so many have room, all but what is said aloud is shortened.

    What then still has no room is left out, what matters least now first: nothing of a card that
    is glanced at has to be scrolled for.
    """
    room, tall = width - _LABEL, most is None
    rows = {
        name: tuple(text.wrap(room))
        for name, text in _rows(card, room, tall=tall).items()
        if text.plain
    }
    for name in rows if most is None else _fitting(rows, most):
        for line, label in zip(rows[name], (name, *[""] * len(rows[name])), strict=False):
            yield Content.assemble((label.ljust(_LABEL), "bold $muted"), line)
        if tall:
            yield Content("")


_FIRST = "SAY AGREED NEXT THEY ASK LIMIT OPEN LADDER MOVES PAST WHY MARKET HOME".split()
"""The rows of a card, what matters most in the next ten seconds first."""


def _fitting(rows: Mapping[str, Sequence[Content]], most: int) -> list[str]:
    """The rows that have room, in their order; the first two that matter always stand there."""
    kept: list[str] = []
    for name in sorted(rows, key=_FIRST.index):
        if len(kept) < 2 or len(rows[name]) <= most:
            kept.append(name)
            most -= len(rows[name])
    return [name for name in rows if name in kept]


def _rows(card: CardView, room: int, *, tall: bool) -> dict[str, Content]:
    """What stands on a card, in its order."""
    they = _they(card, 3, 500, room) if tall else _they(card, 1, 2 * room, room)
    earlier = Content.styled(past(card.past, room), "$secondary").truncate(room, ellipsis=True)
    why = Content.styled(card.why, "$muted")
    if card.settled:
        agreed = next((rung for rung in card.ladder if rung.agreed), None)
        return {
            "THEY": they,
            "AGREED": Content.styled(agreed.say or agreed.label if agreed else "", "bold $success"),
            "NEXT": _to_do(card),
            "PAST": earlier,
            "MARKET": Content(card.market),
            "WHY": why,
        }
    return {
        "THEY": they,
        "SAY": _say(card),
        "ASK": _ask(card, room, short=not tall),
        "PAST": earlier,
        "NEXT": _next(card, short=not tall),
        # A ladder of one rung is what is asked for.
        "LADDER": ladder(card.ladder if len(card.ladder) > 1 else (), short=not tall),
        # Where the ladder has no room: ASK and NEXT are its upper rungs.
        "LIMIT": Content.styled("" if tall else card.limit, "$error").truncate(room, ellipsis=True),
        "MOVES": Content.styled("\n".join(card.moves if tall else card.moves[:1]), "$secondary"),
        "MARKET": Content(card.market),
        "WHY": why,
        "OPEN": Content(card.question),
        "HOME": _home(card),
    }


def _to_do(card: CardView) -> Content:
    """What is left to do of a point on which all is said."""
    place = f"in {card.home}" if card.home else "in a document"
    return Content(
        {
            "agreed in principle": f"b read it back · h paper it {place}",
            "read back": f"h paper it {place}",
            "papered": f"it stands {place}",
        }.get(card.standing, "")
    )


def past(parts: tuple[str, ...], room: int) -> str:
    """The precedents that fit on a line, whole; the key of the list where there are more."""
    whole = " · ".join(parts)
    if len(whole) <= room:
        return whole
    first, *rest = parts
    line = first if len(first) + len(_MORE) <= room else f"{first[: room - len(_MORE) - 1]}…"
    for part in rest:
        if len(f"{line} · {part}{_MORE}") > room:
            break
        line += f" · {part}"
    return line + _MORE


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


def proposed(card: CardView) -> str:
    """What is left to do when all is said, with its keys."""
    return f"o offers {card.next.label} · p park · e escalate" if card.next else LEFT


def _say(card: CardView) -> Content:
    if card.say is None:
        done = f"Every counter to {card.exhausted} is said: {proposed(card)}"
        return Content.styled(done if card.exhausted else "", "$warning")
    after = f"   next: {card.say.following} ▸" if card.say.following else ""
    led = f" → {card.say.leads_to}" if card.say.leads_to else ""
    return Content.assemble(
        (card.say.say, "bold $accent"),
        (f"  ({card.say.tier}{led})", "$muted"),
        (after, "$muted"),
    )


def _ask(card: CardView, room: int, *, short: bool) -> Content:
    """What is on the table; the short form names it while a counter is what is being said, and
    of a wording has the beginning, unless that is what is being said.
    """
    words = card.ask
    if short and not card.discreet and card.say is not None and not card.just_offered:
        words = next((rung.label for rung in card.ladder if rung.on_table), words)
    whole = Content.styled(words, "bold")
    if short and not card.just_offered:
        return whole.truncate(_ASK * (room - _SLACK), ellipsis=True)
    return whole


def _next(card: CardView, *, short: bool) -> Content:
    """The next rung and what it takes.

    The short form names the rung, and leaves its condition to the question that `o` asks, if any.
    """
    if card.discreet:
        return Content("")
    if card.next is None:
        end = "" if card.limit.endswith(("…", ".")) else "."
        limit = f"Limit: {card.limit}{end} " if card.limit else ""
        limit = limit or "No limit is set. "
        if card.standing == "not raised":
            return Content(f"There is no fallback. {limit}".rstrip())
        return Content.assemble(
            ("Nothing below may be offered. ", "bold $warning"), (f"{limit}{LEFT}", "")
        )
    named = short or not card.next.say
    parts: list[tuple[str, str]] = [(card.next.label if named else card.next.say, "")]
    if card.next.approver:
        parts.append((f" · needs {card.next.asks}", "$warning"))
    if card.next.requires_get:
        parts.append((" · get something back", "$warning"))
    if card.next.when and not (short and len(parts) > 1):
        parts.append((f"  only if {card.next.when}", "$muted"))
    return Content.assemble(*parts)


def _they(card: CardView, most: int, room: int, line: int) -> Content:
    """What they said last; of long words the beginning, so that each takes so many columns.

    What keeps them, which was asked for, has a line of its own, out of that room.
    """
    if card.constraint and most == 1:
        room -= line
    last = card.they[-most:]
    today = last[-1].at.date() if last else None
    said = []
    for statement in last:
        # Of an earlier day the day says more than the hour.
        when = f"{statement.at:{'%H:%M' if statement.at.date() == today else '%d %b'}} "
        where = f"  {statement.place}" if statement.place else ""
        words = Content(f"“{statement.words}”")
        words = words.truncate(max(room - len(when) - len(where) - _SLACK, _WORDS), ellipsis=True)
        said.append(Content.assemble((when, "$muted"), words, (where, "$warning")))
    if card.constraint:
        keeps = Content.styled(card.constraint, "bold $warning")
        said.append(keeps.truncate(line if most == 1 else room, ellipsis=True))
    return Content("\n").join(said)


def _home(card: CardView) -> Content:
    parts = [f"paper it in {card.home}"] if card.home else []
    if card.deferral:
        parts.append(f"put off: {card.deferral}")
    return Content.styled(" · ".join(parts), "$muted")
