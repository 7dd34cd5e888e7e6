"""The term of a contract in one form, and at once the dates that follow from it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Select, Static

from negotiator.tui.keys import CONTRACT, bindings
from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from negotiator.desk.contract import ContractView, DateView
    from negotiator.store import Store

T = TypeVar("T")

_TEXTS = (
    ("starts", "Starts", "2026-04-01"),
    ("ends", "Initial term ends", "2027-03-31"),
    ("notice", "Notice period", "90d, 90cd clear days, 20bd, 3m"),
    ("renews_for", "Renews for months", "12"),
    ("place", "Business days of", "US, DE-BY; empty: Monday to Friday"),
    ("price", "Price on renewal", "in words"),
    ("uplift_cap", "Uplift cap, %", "5"),
    ("owner", "Business owner", "who answers for it"),
)
_PICKED = (
    ("renewal", "Renewal", ("automatic", "by agreement", "none")),
    ("method", "Notice by", ("e-mail", "portal", "courier", "registered post")),
)
_SETTLED = 0.25
"""Seconds without a key after which the dates are reckoned."""


class ContractScreen(Screen[None]):
    """Left the term as it was signed, right the dates it leads to."""

    CSS_PATH = "contract.tcss"
    COMMAND_LIST = CONTRACT
    BINDINGS = bindings(CONTRACT)
    HELP = (
        "The term as it was signed: the initial end is never overwritten, a renewal is confirmed "
        "with F3, once notice can arrive no more. The right side says by when notice must be there "
        "and when to send it, and where each date comes from. Ctrl+S records what stands here; "
        "F7 takes back what was recorded last."
    )
    AUTO_FOCUS = "#starts"

    def __init__(self, deal: str) -> None:
        super().__init__()
        self._deal = deal
        self._known: ContractView | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        with Horizontal(id="contract-body"):
            with VerticalScroll(id="term", classes="region"):
                for name, label, hint in _TEXTS:
                    with Horizontal(classes="field"):
                        yield Static(Content(label), classes="field-label")
                        yield OneLine(placeholder=hint, id=name, compact=True)
                for name, label, choices in _PICKED:
                    with Horizontal(classes="field"):
                        yield Static(Content(label), classes="field-label")
                        yield Select(
                            [(Content(choice), choice) for choice in choices],
                            allow_blank=False,
                            id=name,
                            compact=True,
                        )
            with VerticalScroll(id="dates", classes="region"):
                yield Static("", id="dates-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#term").border_title = "the term as signed"
        self.query_one("#dates").border_title = "what follows"
        self._open()

    @work(exclusive=True, group="contract")
    async def _open(self) -> None:
        from negotiator.desk.contract import read_contract

        desk = self._app.desk
        if desk is None:
            return
        today = desk.clock().date()
        view = await self._ask(partial(read_contract, deal=self._deal, today=today))
        if view is None:
            return
        self._known = view
        self.query_one("#title", Static).update(Content(f"{view.vendor} · {view.title} · contract"))
        self._fill(view)
        self._reckon()

    def _fill(self, view: ContractView) -> None:
        """Show the term as it is recorded."""
        for name, _, _ in _TEXTS:
            self.query_one(f"#{name}", Input).value = view.answers.get(name, "")
        for name, _, choices in _PICKED:
            self.query_one(f"#{name}", Select).value = view.answers.get(name, choices[0])

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._reckon()

    def on_select_changed(self, event: Select.Changed) -> None:
        event.stop()
        self._reckon()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @work(exclusive=True, group="reckon")
    async def _reckon(self) -> None:
        """The dates of what is typed: a country's holidays take longer than a frame to reckon."""
        from negotiator.desk.contract import preview

        desk = self._app.desk
        if self._known is None or desk is None:
            return
        # Taken before the wait: by then the screen may be on its way out, and its parts gone.
        answers, below = self._answers, self.query_one("#dates-text", Static)
        await asyncio.sleep(_SETTLED)
        dates, wrong = await asyncio.to_thread(preview, answers, self._known, desk.clock().date())
        facts = [(name, value) for name, value in self._known.facts if name in _EVENTS]
        below.update(_dates(dates, wrong, facts))

    @property
    def _answers(self) -> dict[str, str]:
        """What stands in the form."""
        texts = {name: self.query_one(f"#{name}", Input).value for name, _, _ in _TEXTS}
        picked = {name: str(self.query_one(f"#{name}", Select).value) for name, _, _ in _PICKED}
        return texts | picked

    @work(exclusive=True, group="contract")
    async def action_keep(self) -> None:
        from negotiator.desk.contract import change_term

        if await self._record(partial(change_term, answers=self._answers)):
            self._app.say("The term is recorded.")
            self.dismiss()

    @work(exclusive=True, group="contract")
    async def action_renewed(self) -> None:
        from negotiator.desk.contract import may_renew, renew

        desk = self._app.desk
        if desk is None:
            return
        today = desk.clock().date()
        view = await self._ask(partial(may_renew, deal=self._deal, today=today))
        if view is None:
            return
        given = dict(view.facts).get("notice given")
        asked = AskScreen("Renewed: how do we know?", "Another term follows the present one.")
        if given:
            asked = AskScreen(f"Notice was given on {given}: who withdrew it, and when?")
        words = await self.app.push_screen_wait(asked)
        if words is None:
            return
        verb = partial(renew, words="", withdrawn=words) if given else partial(renew, words=words)
        if await self._record(verb):
            self._app.say("Recorded: renewed.")

    @work(exclusive=True, group="contract")
    async def action_notice(self) -> None:
        from negotiator.desk.contract import give_notice

        words = await self.app.push_screen_wait(
            AskScreen("Notice given today: to whom, and how?", "The contract ends with this term.")
        )
        desk = self._app.desk
        if words is None or desk is None:
            return
        if await self._record(partial(give_notice, on=desk.clock().date(), words=words)):
            self._app.say("Recorded: notice given.")

    @work(exclusive=True, group="contract")
    async def action_take_back(self) -> None:
        """The last of what is recorded; what is only typed stays, unless the term itself goes."""
        from negotiator.desk.contract import take_back

        desk, known = self._app.desk, self._known
        if desk is None or known is None:
            return
        verb = partial(take_back, deal=self._deal, at=desk.clock(), author=desk.author)
        undone = await self._ask(verb)
        if undone is None:
            return
        self._known = undone.contract
        if undone.contract.answers != known.answers:
            self._fill(undone.contract)
        self._reckon()
        self._app.say(f"Took back: {undone.what}.")

    async def _record(self, verb: Callable[..., ContractView]) -> bool:
        """Record something; False when it was wrong, which has been said."""
        desk = self._app.desk
        if desk is None:
            return False
        view = await self._ask(partial(verb, deal=self._deal, at=desk.clock(), author=desk.author))
        if view is None:
            return False
        self._known = view
        self._reckon()
        return True

    async def _ask(self, job: Callable[[Store], T]) -> T | None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        try:
            return None if desk is None else await desk.ask(job)
        except DeskError as error:
            self.report(error)
            return None

    def action_renewal(self) -> None:
        from negotiator.tui.screens.renewal import RenewalScreen

        self.app.push_screen(RenewalScreen(self._deal))

    def action_review(self) -> None:
        from negotiator.tui.screens.governance import GovernanceScreen

        self.app.push_screen(GovernanceScreen(self._deal))

    def action_back(self) -> None:
        self.dismiss()


_EVENTS = {"renewed"}
"""What happened to the term since; the rest of the facts stands in the form, or is a date."""


def _dates(dates: tuple[DateView, ...], wrong: str, facts: list[tuple[str, str]]) -> Content:
    if wrong:
        return Content.styled(wrong, "$warning")
    lines = [Content.assemble((f"{name}: ", "$muted"), value) for name, value in facts]
    lines += [Content("")] if facts else []
    for date in dates:
        lines += [
            Content.styled(date.what, "$muted"),
            Content.styled(f"{date.day:%A, %d %B %Y}", "bold $accent"),
            Content.styled(date.when, "bold $error" if date.missed else ""),
            Content(date.why),
            Content(""),
        ]
    return Content("\n").join(lines)
