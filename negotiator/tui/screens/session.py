"""A past session step by step, with the standings beside it as they were at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.keys import bindings
from negotiator.tui.paint import COLOURS, MARKS, SHORT, columns
from negotiator.tui.review_keys import SESSION
from negotiator.tui.screens.look_back import LookBack
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.review_views import Moment, Stood
    from negotiator.desk.reviewing import Timeline

_TURNS = {
    "agreed": ("✓", "$success"),
    "conceded": ("▼", "$warning"),
    "free": ("!", "bold $warning"),
    "": (" ", ""),
}
"""What an entry changed, in one character and its colour."""
_WHERE = 18
"""Columns of a clause's name beside what happened."""
_NAMED = 66
"""Columns from which there is room for that name."""
_KIND = 10
_TERSE = 40
"""Columns below which a standing is its mark, and the rung's place is what is told."""


class Moments(Panel["Moment"]):
    """An entry a row; below it its words in full."""

    TITLE = "what happened"

    def line(self, item: Moment, width: int) -> Content:
        mark, style = ("×", "strike $muted") if item.gone else _TURNS[item.turn]
        name = item.clause.partition(".")[2]
        room = width - 5 - 1 - _KIND - 3
        cells = [(f"{item.at:%H:%M}", 5, "$muted"), (mark, 1, style), (item.kind, _KIND, style)]
        if width >= _NAMED:
            room -= _WHERE + 1
            cells.append((name, _WHERE, "$secondary"))
        quiet = "strike $muted" if item.gone else ""
        return columns([*cells, (item.words or name, room, quiet)])

    def detail(self, item: Moment) -> Content:
        where = f" · {item.clause}" if item.clause else ""
        head = f"{item.at:%H:%M:%S} {item.author} · {item.kind}{where}"
        gone = ("\ntaken back", "$warning") if item.gone else ""
        return Content.assemble((head, "bold"), f"\n{item.words}", gone)


class SessionScreen(LookBack):
    """Left what happened, right where the deal stood after the entry under the cursor."""

    CSS_PATH = "session.tcss"
    COMMAND_LIST = SESSION
    BINDINGS = bindings(SESSION)
    HELP = (
        "Up, down, left and right go through the session entry by entry; beside it each clause "
        "stands as it stood then. c goes to our next step down (▼) or gift (!), a to what was "
        "agreed next (✓)."
    )
    AUTO_FOCUS = "#moments .items"

    def __init__(self, session: str, deal: str, at: datetime | None = None) -> None:
        super().__init__()
        self._session = session
        self._deal = deal
        self._at = at
        """Where to begin; at the first entry without."""
        self._timeline: Timeline | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        with Horizontal(id="session-body"):
            yield Moments(id="moments", classes="region")
            with VerticalScroll(id="stood", classes="region", can_focus=False):
                yield Static("", id="stood-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._read()
        self.read_others()

    @work(exclusive=True, group="session")
    async def _read(self) -> None:
        from negotiator.desk.reviewing import read_timeline

        job = partial(read_timeline, deal=self._deal, session=self._session, desk=self._desk)
        if (found := await self.found(job)) is None:
            return
        self._timeline = found
        self.query_one("#title", Static).update(Content(found.title))
        moments = self.query_one(Moments)
        moments.show(found.moments, "Nothing was recorded in it.")
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Go to where one wanted to be, once there are rows."""
        moments, found = self.query_one(Moments), self._timeline
        at, self._at = self._at, None
        if found is not None and at is not None:
            moments.point(next((each for each in found.moments if each.at >= at), found.moments[0]))
        self._show_stood()

    def on_panel_pointed(self, message: Moments.Pointed) -> None:
        message.stop()
        self._show_stood()

    def on_panel_picked(self, message: Moments.Picked) -> None:
        message.stop()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_stood)

    def _show_stood(self) -> None:
        place = self.query_one(Moments).list.highlighted
        if self._timeline is None or place is None or place >= len(self._timeline.moments):
            return
        now = self._timeline.moments[place]
        stood, panel = self._timeline.stood(place), self.query_one("#stood")
        panel.border_title = Content(f"at {now.at:%H:%M}, entry {place + 1}")
        panel.border_subtitle = Content(self._timeline.balance(place))
        width = max(self.query_one("#stood-text").content_size.width, 20)
        lines = stood_lines(stood, now.clause, width)
        self.query_one("#stood-text", Static).update(Content("\n").join(lines))
        here = next((n for n, each in enumerate(stood) if each.clause == now.clause), 0)
        panel.scroll_to(y=max(here - panel.size.height // 2, 0), animate=False)

    def pointed_at(self) -> str | None:
        return self._deal

    def action_step(self, by: int) -> None:
        moments = self.query_one(Moments)
        place = (moments.list.highlighted or 0) + by
        if self._timeline is not None and 0 <= place < len(self._timeline.moments):
            moments.list.highlighted = place

    def action_turn(self, turn: str) -> None:
        """To the next entry that changed something so; from the last one to the first."""
        moments = self.query_one(Moments)
        if self._timeline is None:
            return
        meant = {turn, "free"} if turn == "conceded" else {turn}
        turns = [n for n, each in enumerate(self._timeline.moments) if each.turn in meant]
        here = -1 if moments.list.highlighted is None else moments.list.highlighted
        if not turns:
            self._app.say(f"Nothing was {turn} in this session.")
            return
        moments.list.highlighted = next((n for n in turns if n > here), turns[0])


def stood_lines(stood: Sequence[Stood], here: str, width: int) -> list[Content]:
    """A line a clause, the one that is spoken of marked."""
    return [_stood(each, each.clause == here, width) for each in stood]


def _stood(item: Stood, here: bool, width: int) -> Content:
    colour = COLOURS.get(item.standing, "")
    standing = SHORT.get(item.standing, item.standing)
    facts = [(standing, 10, colour), (item.rung, 10, "$muted")]
    if width < _TERSE:
        facts = [(item.rung or standing, 10, "$muted")]
    name = width - 4 - 11 * len(facts)
    head = [
        ("▸" if here else " ", 1, "bold $accent"),
        (MARKS.get(item.standing, " "), 1, colour),
        (item.clause.partition(".")[2], name, "bold" if here else ""),
    ]
    return columns([*head, *facts])
