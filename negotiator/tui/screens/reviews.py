"""Past sessions: found by what was said in them, narrowed by who, when and how they ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from negotiator.desk.form_views import Choice
from negotiator.desk.span import SPANS, span
from negotiator.tui.keys import bindings
from negotiator.tui.paint import columns, plural
from negotiator.tui.review_keys import REVIEWS
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.screens.look_back import LookBack
from negotiator.tui.screens.when import ask_when
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.one_line import OneLine
from negotiator.tui.widgets.panel import Panel
from negotiator.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from negotiator.desk.review_views import Hit, SessionRow, Sessions, Wanted

_PAUSE = 0.15
"""Seconds between the last letter and the search."""
_KINDS = {
    "vendor": "Which vendor?",
    "author": "Whose sessions?",
    "playbook": "On which playbook?",
    "outcome": "How did it end?",
}
_ANY = "any"
_OUTCOMES = {
    "papered": "$success",
    "agreed": "$success",
    "refused": "$error",
    "put off": "$warning",
}
_HITS = 12
"""Places of a session that are shown."""


class SessionList(Panel["SessionRow"]):
    """A session a row, the newest first; below it what was found in it."""

    TITLE = "sessions"

    def line(self, item: SessionRow, width: int) -> Content:
        known: list[tuple[str, int, str]] = [
            (f"{item.started:%d %b %y}", 9, "$muted"),
            (item.vendor, 16, "bold"),
        ]
        rest = width - 9 - 16 - 2
        if item.hits:
            first = item.hits[0]
            return Content(" ").join([columns(known), quoted(first, rest)])
        known += [(item.author, 12, ""), (item.outcome, 12, _OUTCOMES.get(item.outcome, "$muted"))]
        rest -= 12 + 12 + 3
        free = f"{item.free} free" if item.free else ""
        counts = " · ".join(filter(None, (f"{item.agreed} agreed", free)))
        known.append((counts, min(rest, 24), "$warning" if item.free else "$muted"))
        if rest > 24 + 12:
            known.append((item.title, rest - 25, "$muted"))
        return columns(known)

    def detail(self, item: SessionRow) -> Content:
        took = f", {item.minutes} min" if item.minutes else ""
        head = f"{item.vendor}, {item.title} · {item.kind} of {item.started:%d %b %Y, %H:%M}{took}"
        facts = f"{item.author} · {item.playbook} · {item.outcome}"
        counts = f"{item.agreed} agreed · {item.free} given for nothing"
        lines = [Content.styled(head, "bold"), Content.styled(f"{facts} · {counts}", "$muted")]
        width = max(self.size.width - 6, 40)
        for hit in item.hits[:_HITS]:
            where = f"{hit.at:%H:%M} {hit.kind} {hit.clause} ".replace("  ", " ")
            said = Content.assemble((where, "$muted"), quoted(hit, 10_000))
            lines.append(said.truncate(width, ellipsis=True))
        return Content("\n").join(lines)


class ReviewsScreen(LookBack):
    """Read after a week, a quarter, or before a renewal; ours alone."""

    CSS_PATH = "reviews.tcss"
    COMMAND_LIST = REVIEWS
    BINDINGS = bindings(REVIEWS)
    HELP = (
        "Past sessions, the newest first. / searches what was heard and noted, while you type; "
        "v, n, w, y and o narrow the list, together if you like, and x takes all that away. "
        "Enter goes through a session step by step."
    )
    AUTO_FOCUS = "#sessions .items"

    def __init__(self, vendor: str = "") -> None:
        super().__init__()
        self._found: Sessions | None = None
        self._span = SPANS[-1]
        self._narrowed = {"vendor": vendor}
        self._listed = self._narrowed, self._span
        """By what the sessions that are shown were narrowed."""

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        yield OneLine(placeholder="/  words that were heard or noted", id="find", compact=True)
        yield Static("", id="filters")
        yield Reading()
        yield SessionList(id="sessions", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._search()
        self.read_others()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.set_timer(_PAUSE, partial(self._typed, event.value))

    def _typed(self, words: str) -> None:
        """Search once the fingers rest."""
        if words == self.query_one("#find", Input).value:
            self._search()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(SessionList).list.focus()

    def on_key(self, event: object) -> None:
        """Up and down move in the list while the cursor stays in the search line."""
        key = getattr(event, "key", "")
        if self.focused is self.query_one("#find") and key in {"down", "up"}:
            self.query_one(SessionList).move(1 if key == "down" else -1)

    @work(exclusive=True, group="sessions")
    async def _search(self) -> None:
        from negotiator.desk.sessions import read_sessions

        reading, zone = self.query_one(Reading), self._desk.clock().tzinfo
        asked = partial(read_sessions, wanted=self._wanted(), zone=zone)
        found = await self.found(partial(asked, goes_on=reading.begin()))
        if reading.end() and found is not None:
            self._found, self._listed = found, (self._narrowed, self._span)
            self._paint()

    def _wanted(self) -> Wanted:
        from negotiator.desk.review_views import Wanted

        since, until = span(self._span, self._desk.clock().date())
        words = self.query_one("#find", Input).value
        return Wanted(since, until, words=words, **self._narrowed)

    def _paint(self) -> None:
        found = self._found
        if found is None:
            return
        shown = self.query_one(SessionList)
        shown.border_subtitle = "Enter opens"
        shown.show(found.rows, "No session is like that; x takes away what narrows the list.")
        newest = f", the newest {len(found.rows)}" if found.count > len(found.rows) else ""
        of = f" of {found.whole}" if found.count < found.whole else ""
        title = f"Negotiator · review · {plural(found.count, 'session')}{of}{newest}"
        self.query_one("#title", Static).update(Content(title))
        when = "" if self._span == SPANS[-1] else self._span
        filters = (
            ("v", "vendor", self._narrowed.get("vendor", "")),
            ("n", "who", self._narrowed.get("author", "")),
            ("w", "when", when),
            ("y", "playbook", self._narrowed.get("playbook", "")),
            ("o", "outcome", self._narrowed.get("outcome", "")),
        )
        parts = [
            Content.assemble((f"{key} ", "$muted"), (value or f"any {name}", style))
            for key, name, value in filters
            for style in ("bold $accent" if value else "$muted",)
        ]
        self.query_one("#filters", Static).update(Content("  ").join(parts))

    def on_panel_picked(self, message: SessionList.Picked) -> None:
        message.stop()
        if not isinstance(message, SessionList.Pointed):
            self.action_open()

    def pointed_at(self) -> str | None:
        row = self.query_one(SessionList).item
        return row.deal if row else None

    def action_open(self) -> None:
        from negotiator.tui.screens.session import SessionScreen

        row = self.query_one(SessionList).item
        if row is not None:
            at = row.hits[0].at if row.hits else None
            self.app.push_screen(SessionScreen(row.id, row.deal, at))

    def action_find(self) -> None:
        self.query_one("#find").focus()

    @work
    async def action_span(self) -> None:
        """A span that has a name, or any that is typed."""
        chosen = await self.app.push_screen_wait(ask_when(self._desk.clock().date()))
        if chosen is not None:
            self._span = chosen
            self._search()

    @work
    async def action_narrow(self, what: str) -> None:
        """One value or any; the values are those that occur."""
        if self._found is None:
            return
        known = self._found.choices[what]
        choices = (Choice(_ANY, _ANY), *(Choice(f"={name}", name) for name in known))
        asked = AskScreen(_KINDS[what], proposals=choices, only_proposals=True)
        chosen = await self.app.push_screen_wait(asked)
        if chosen is not None:
            value = "" if chosen == _ANY else chosen.removeprefix("=")
            self._narrowed = {**self._narrowed, what: value}
            self._search()

    def action_clear(self) -> None:
        self._narrowed, self._span = {}, SPANS[-1]
        self.query_one("#find", Input).value = ""
        self._search()

    def action_back(self) -> None:
        """Stop what is being read, or leave the search line; then leave."""
        if self.query_one(Reading).end() and self._found is not None:
            self._narrowed, self._span = self._listed
            return
        if self.focused is self.query_one("#find"):
            self.query_one(SessionList).list.focus()
            return
        self.dismiss()


def quoted(hit: Hit, width: int) -> Content:
    """Words with what was searched for marked, beginning a little before the first mark."""
    fits = len(hit.words) + 2 <= width or not hit.marks
    start = 0 if fits else max(hit.marks[0][0] - width // 3, 0)
    text = Content(f"{'…' if start else '“'}{hit.words[start:]}”")
    for begin, end in hit.marks:
        text = text.stylize("bold underline", begin - start + 1, end - start + 1)
    return text.truncate(width, ellipsis=True)
