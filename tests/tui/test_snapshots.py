"""What the screens look like, as pictures: a change of looks is seen and accepted by hand.

After looking at the report that a failure writes (snapshot_report.html), accept the new looks with

    pytest -n0 tests/tui/test_snapshots.py --snapshot-update

and commit the files of `__snapshots__/test_snapshots/`. The small playbook of the tests and a clock
that stands still make a picture the same on every machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from negotiator.desk import Call, Desk
from negotiator.desk.preparation import PreparationForm
from negotiator.desk.workspace import Workspace
from negotiator.tui.app import NegotiatorApp
from tests.tui.maintainer import PINNING, RETENTION, TRAINING, go, judged
from tests.tui.support import Person, a_workspace, add_deal, begin, negotiate

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=1)))
SMALL, NORMAL, WIDE = (80, 24), (120, 40), (200, 50)

Compare = Callable[..., bool]
Walk = Callable[[Person], Awaitable[None]]


@pytest.fixture
def footer() -> bool:
    """The footer is looked at here."""
    return True


@pytest.fixture
def still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three deals at noon; the folder's name, which the screen shows, is the same everywhere."""
    really = Desk.open
    minutes = count()

    def open_at_noon(workspace: Workspace, **options: Any) -> Desk:
        """Each time the program is opened a minute later, so that the deals have an order."""
        at = NOON + timedelta(minutes=next(minutes))
        return really(workspace, lambda: at, **options)

    monkeypatch.setattr(Desk, "open", open_at_noon)
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.chdir(tmp_path)
    a_workspace(Path("workspace"))
    workspace = Workspace(Path("workspace"))
    asyncio.run(add_deal(workspace))
    negotiate(workspace, first_call)
    asyncio.run(add_deal(workspace, "Brightwater", "Support assistant"))
    asyncio.run(add_deal(workspace, "Corvid Data", "Document enrichment"))
    return workspace


def first_call(call: Call) -> None:
    """An hour of give and take."""
    call.hear("we roll every customer forward", call.suggest("we roll every customer forward")[0])
    call.counter(PINNING)
    call.offer(PINNING, "fallback-1", got="a named contact")
    call.agree(PINNING)
    call.hear("prompts kept 30 days", call.suggest("prompts kept 30 days")[0])
    call.defer(RETENTION, "their security", date(2026, 12, 4))
    call.promise(TRAINING, "we will send the opt-out form")
    call.task(TRAINING, "send our wording", "ana")


def walking(walk: Walk) -> Callable[[Pilot[None]], Awaitable[None]]:
    """A walk through the screens that ends where the picture is to be taken."""

    async def run(pilot: Pilot[None]) -> None:
        person = Person(cast("NegotiatorApp", pilot.app), pilot)
        await person.until(lambda: person.app.desk is not None, "the workspace did not open")
        await person.sees("Acme AI")
        await walk(person)
        # What a person reads is rendered without the screens below: the picture is of a new frame.
        person.app.screen.refresh()
        await pilot.pause()

    return run


async def deals(person: Person) -> None:
    await person.sees("negotiating")


async def new_deal(person: Person) -> None:
    await person.press("f2")
    await person.on("NewDealScreen")
    await person.write("Halyard")
    await person.sees("4 clauses")
    for _ in range(7):
        await person.press("tab")
    await person.press("space")
    await person.sees("Sourcing: partner")


async def words_typed(person: Person) -> None:
    await person.write("acme")
    await begin(person)
    await person.press("escape")
    await person.go(PINNING)
    await person.press("i")
    await person.paste("we roll everyone forward, cannot keep an old model alive")
    await person.sees(PINNING, "“we roll every customer forward”")


async def words_typed_discreetly(person: Person) -> None:
    await words_typed(person)
    await person.press("f9")
    await person.sees("SCREEN SHARED")


async def wrap_up(person: Person) -> None:
    await person.write("acme")
    await begin(person)
    person.call.agree(TRAINING)
    person.call.hear("we have an office in Lisbon now")
    await person.saved()
    await person.press("f10")
    await person.on("WrapUpScreen")


async def agenda(person: Person) -> None:
    await person.write("acme")
    await begin(person)
    prepare(person.call)
    await person.press("escape", "A")
    await person.on("AgendaScreen")
    await person.sees("their year ends")


async def packages(person: Person) -> None:
    await person.write("bright")
    await begin(person)
    person.call.offer(TRAINING, "fallback-1")
    person.call.approve(TRAINING)
    await person.press("escape", "M")
    await person.on("PackagesScreen")
    await person.sees("3  Package C")


async def preparation(person: Person) -> None:
    await person.write("acme")
    await begin(person)
    prepare(person.call)
    await person.press("escape", "P")
    await person.on("PreparationScreen")
    await person.sees("their year ends")


def prepare(call: Call) -> None:
    """What is known before the call."""
    call.preparation.keep(
        PreparationForm(
            batna="stay with the present vendor for a year",
            deadline="2026-12-31 their year ends",
            competing="Corvid, 8 percent below",
            pilot="six weeks, two outages",
            commitment="two years",
            minutes="30",
            agenda="training first\nprice last",
            ours="Ana, procurement, may decide",
            theirs="Dana, sales, must ask\nFarah, legal, may decide",
        )
    )


async def insights(person: Person) -> None:
    await person.press("ctrl+k")
    await person.on("InsightsScreen")
    await person.sees("given for nothing")
    await person.press("2")
    await person.sees("what was agreed", "1 fallback-1")


async def session(person: Person) -> None:
    await person.press("f10")
    await person.on("ReviewsScreen")
    await person.sees("Enter opens")
    await person.press("enter")
    await person.on("SessionScreen")
    await person.sees("entry 1")
    await person.press("c")
    await person.sees("▼ offered")


async def paths(person: Person) -> None:
    await session(person)
    await person.press("p")
    await person.on("PathsScreen")
    await person.sees("those that moved", "✓ 21 Nov")


async def precedents(person: Person) -> None:
    await person.write("bright")
    await begin(person)
    await person.press("escape")
    await person.go(PINNING)
    await person.press("N")
    await person.on("PrecedentsScreen")
    await person.sees("a named contact")


async def retier(person: Person) -> None:
    await person.write("acme")
    await begin(person)
    await person.press("escape", "y")
    await person.on("AskScreen")
    await person.paste("pilot")
    await person.press("enter")
    await person.on("RetierScreen")
    await person.sees("No longer must-haves")


async def late(person: Person) -> None:
    """In the last third the clock is in the status line; numbers have moved."""
    await person.write("bright")
    await begin(person)
    call, started = person.call, person.call.session.started
    call.clock = lambda: started + timedelta(minutes=34)
    for words in ("90 days", "we could do 60 days", "45 days"):
        call.hear_about(words, RETENTION)
    call.offer(RETENTION, "fallback-1", got="a year more")
    await person.saved()
    await person.press("escape", "j")
    await person.sees("11 min left, 2 must-haves not raised", "Next:")
    person.live._clause = RETENTION
    person.live.show_state()
    await person.sees("90 → 60 → 45 days")


async def promised(person: Person) -> None:
    """Promises in every state, and one in a paper that another one overrides."""
    await person.write("acme")
    await begin(person)
    call = person.call
    call.promises.make(PINNING, "we'll try to tell you first, if you sign by Friday")
    call.promises.read_back(call.promises.make(RETENTION, "a yes or no from security").id)
    call.promises.paper(call.promises.make(TRAINING, "no human reads it").id, "DPA", "2.1")
    call.promises.paper(call.promises.make(PINNING, "sixty days' notice").id, "E-mail", "Dana")
    call.promises.waive(call.promises.make(None, "a visit").id, "nice to have", "cfo")
    call.promises.rank("Order form > DPA > MSA")


async def ledger(person: Person) -> None:
    await promised(person)
    await person.saved()
    await person.press("f7")
    await person.on("PromisesScreen")
    await person.press("down")
    await person.sees("hangs on")


async def gate(person: Person) -> None:
    await promised(person)
    person.call.agree(TRAINING)
    person.call.paper(TRAINING, "DPA", "2")
    person.call.paper(PINNING, "MSA", "9")
    person.call.waive(RETENTION, "nothing is kept", "")
    person.call.gate.sign_off("security", "Priya, by mail")
    await person.saved()
    await person.press("escape", "R")
    await person.on("ReadinessScreen")


async def contract(person: Person) -> None:
    await gate(person)
    await person.press("c")


async def due(person: Person) -> None:
    await person.write("acme")
    await begin(person)
    person.call.defer(PINNING, "their legal", date(2026, 11, 18), "let me check with legal")
    person.call.task(TRAINING, "send our wording", "ana", date(2026, 11, 21))
    await person.saved()
    await person.press("escape", "D")
    await person.sees("due: 1 overdue, 1 today", "3 days late")


async def renewal(person: Person) -> None:
    await person.write("acme")
    desk = person.app.desk
    assert desk is not None
    seen = partial(desk.renewals.observe, "acme", PINNING, "swapped on a Tuesday", 6)
    await desk.ask(seen)
    await person.press("f6")
    await person.on("ContractScreen")
    await person.press("f5")
    await person.on("RenewalScreen")
    await person.sees("broken: ")


async def governance(person: Person) -> None:
    await renewal(person)
    await person.press("f6")
    await person.on("GovernanceScreen")
    await person.sees("quarterly review", "6 ✗")


async def playbook(person: Person) -> None:
    await person.press("f4")
    await person.on("PlaybookScreen")
    await person.sees("version-pinning")
    await go(person, PINNING)
    await judged(person)


@pytest.mark.parametrize(
    ("walk", "size"),
    [
        (deals, SMALL),
        (deals, NORMAL),
        (new_deal, SMALL),
        (new_deal, NORMAL),
        (words_typed, SMALL),
        (words_typed, NORMAL),
        (words_typed_discreetly, SMALL),
        (words_typed_discreetly, NORMAL),
        (wrap_up, SMALL),
        (ledger, SMALL),
        (ledger, NORMAL),
        (gate, SMALL),
        (gate, NORMAL),
        (contract, SMALL),
        (due, SMALL),
        (playbook, SMALL),
        (playbook, WIDE),
        (agenda, SMALL),
        (agenda, NORMAL),
        (packages, SMALL),
        (packages, NORMAL),
        (preparation, SMALL),
        (preparation, NORMAL),
        (retier, SMALL),
        (retier, NORMAL),
        (insights, SMALL),
        (insights, NORMAL),
        (session, SMALL),
        (paths, NORMAL),
        (precedents, SMALL),
        (precedents, NORMAL),
        (late, SMALL),
        (late, NORMAL),
        (renewal, SMALL),
        (renewal, NORMAL),
        (governance, SMALL),
        (governance, NORMAL),
    ],
    ids=[
        "deals-80",
        "deals-120",
        "new-deal-80",
        "new-deal-120",
        "live-80",
        "live-120",
        "discreet-80",
        "discreet-120",
        "wrap-up-80",
        "promises-80",
        "promises-120",
        "readiness-80",
        "readiness-120",
        "contract-80",
        "due-80",
        "playbook-80",
        "playbook-200",
        "agenda-80",
        "agenda-120",
        "packages-80",
        "packages-120",
        "preparation-80",
        "preparation-120",
        "retier-80",
        "retier-120",
        "insights-80",
        "insights-120",
        "session-80",
        "paths-120",
        "precedents-80",
        "precedents-120",
        "late-80",
        "late-120",
        "renewal-80",
        "renewal-120",
        "governance-80",
        "governance-120",
    ],
)
def test_the_looks(
    still: Workspace, snap_compare: Compare, walk: Walk, size: tuple[int, int]
) -> None:
    app = NegotiatorApp(still)
    assert snap_compare(app, terminal_size=size, run_before=walking(walk))
