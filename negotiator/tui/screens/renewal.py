"""The renewal of a contract: what to ask for and why, and the contract beside its successor."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.keys import RENEWAL, bindings
from negotiator.tui.paint import columns
from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.renewals import Ask, Brief


class Asks(Panel["Ask"]):
    """What to ask for, in order; below it why, and how to say it."""

    TITLE = "what to ask for, in this order"

    def line(self, item: Ask, width: int) -> Content:
        room = max(width - 4, 30)
        title = room * 2 // 5
        reason = "; ".join(item.reasons)
        mark = "✗" if reason.startswith("broken") else " "
        return columns(
            [
                (mark, 1, "bold $error"),
                (item.title, title, "bold"),
                (reason, room - title, "$muted"),
            ]
        )

    def detail(self, item: Ask) -> Content:
        head = f"{item.title}, ask for {item.aim}" if item.aim else item.title
        lines = [Content.styled(head, "bold")]
        if item.say:
            lines.append(Content.styled(f"“{item.say}”", "$accent"))
        return Content("\n").join([*lines, *map(Content, item.reasons)])


class RenewalScreen(Screen[None]):
    """Left the order of asks. Right, or behind c: what the record holds to argue it with."""

    CSS_PATH = "renewal.tcss"
    COMMAND_LIST = RENEWAL
    BINDINGS = bindings(RENEWAL)
    HELP = (
        "What to ask for at the renewal, the strongest first: what was found broken, what was "
        "promised and stands in no document, what is below target, each times its weight. c shows "
        "the rest: notice dates, promises, observations, lock-in, this contract beside the next."
    )
    AUTO_FOCUS = "#asks .items"

    def __init__(self, deal: str) -> None:
        super().__init__()
        self._deal = deal
        self._vendor = ""

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        with Horizontal(id="renewal-body"):
            yield Asks(id="asks", classes="region")
            with VerticalScroll(id="details", classes="region", can_focus=True):
                yield Static("", id="details-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#details").border_title = "what the record holds"

    def on_screen_resume(self) -> None:
        """Also when coming back from a review, which may have found something broken."""
        self._read()

    @work(exclusive=True, group="renewal")
    async def _read(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        try:
            found = await desk.ask(partial(desk.renewals.read, self._deal))
        except DeskError as error:
            self.report(error)
            return
        self._vendor = found.vendor
        title = f"{found.vendor} · {found.title} · renewal"
        self.query_one("#title", Static).update(Content(title))
        self.query_one(Asks).show(found.asks, "Nothing: the contract holds our targets.")
        self.query_one("#details-text", Static).update(Content("\n").join(_details(found)))

    def on_panel_picked(self, message: Asks.Picked) -> None:
        message.stop()

    def action_details(self) -> None:
        """To the rest and back; where there is no room for both, one hides the other."""
        details = self.query_one("#details")
        here = details.has_focus
        self.set_class(not here, "-details")
        (self.query_one(Asks).list if here else details).focus()

    def action_review(self) -> None:
        from negotiator.tui.screens.governance import GovernanceScreen

        self.app.push_screen(GovernanceScreen(self._deal))

    def action_reviews(self) -> None:
        """Past sessions with the vendor."""
        from negotiator.tui.screens.reviews import ReviewsScreen

        self.app.push_screen(ReviewsScreen(self._vendor))

    @work(exclusive=True, group="start")
    async def action_start(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        try:
            renewal = await desk.ask(partial(desk.renewals.start, self._deal))
        except DeskError as error:
            self.report(error)
            return
        self._app.say(f"Begun: {renewal.title}. It is on the list of deals.")
        self._read()

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        forms = desk.documents.forms("renewal")
        asked = AskScreen("The brief: in which form?", proposals=forms, only_proposals=True)
        form = await self._app.push_screen_wait(asked)
        if form is None:
            return
        try:
            path = await desk.documents.write("renewal", self._deal, form)
        except DeskError as error:
            self.report(error)
            return
        self._app.say(f"Written: {path}")

    def action_back(self) -> None:
        self.dismiss()


def _details(found: Brief) -> Iterator[Content]:
    yield from _part("notice dates", [f"{what} {day}" for what, day, _ in found.dates])
    yield from _part(
        "promised, never papered",
        [f"{each.title}: “{each.words}” ({each.state})" for each in found.promises],
    )
    yield from _part(
        "observed",
        [
            f"{'✗ ' if each.breach else ''}{each.date} {each.title}: {each.breach or each.words}"
            for each in sorted(found.observations, key=lambda each: not each.breach)
        ],
    )
    yield from _part(
        "conceded",
        [f"{each.title}: {each.reached}; {each.basis_told}" for each in found.conceded],
    )
    if found.precedents:
        lines = [f"{title}: {line}" for title, line in found.elsewhere]
        yield from _part("agreed elsewhere", lines)
    yield from _part("lock-in", [f"{each.form}: {each.said}" for each in found.lock_in])
    yield from _part("the playbook since", list(found.changes))
    beside = f"asked → got → {found.renewal}" if found.renewal else "asked → got"
    yield from _part(
        beside,
        [
            " → ".join(filter(None, (f"{each.title}: {each.asked}", each.got, each.next)))
            for each in found.beside
        ],
    )


def _part(heading: str, lines: list[str]) -> Iterator[Content]:
    yield Content.styled(heading, "bold $primary")
    yield from map(Content, lines or ["none"])
    yield Content("")
