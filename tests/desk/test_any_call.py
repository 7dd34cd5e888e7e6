"""Whatever a negotiator does in a call, and in whatever order, its promises hold."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.deal.concession import bare_steps
from negotiator.deal.ladder import is_limit
from negotiator.deal.standing import fold, live
from negotiator.desk import Call, Desk, DeskError
from negotiator.desk.choices import TIERS
from negotiator.desk.discreet import discreet
from negotiator.playbook.model import Priority
from tests.desk.conftest import Clock, Sitting, sit
from tests.desk.test_discreet import texts
from tests.report.marks import MARK, marked_playbook, marked_tables
from tests.samples import a_workspace

CLAUSES = list(marked_playbook().clauses)
HEARD = (
    "we roll every customer forward",
    "training on it makes the product better for you",
    "nine months is what we can do",
    "let me check with legal",
    "lovely weather in Lisbon",
)
PROMISES = ("we will send the form", "we'll try to have it by Friday if legal agrees")
OURS = f"{MARK} ours alone"
_SAID = re.compile(r"«([a-z.-]+) ([a-z0-9-]+)»")
"""How what a rung says begins."""

Verb = Callable[[Call, str, int], object]


def _rung(call: Call, clause: str, n: int) -> str:
    ladder = list(call.playbook.clauses[clause].ladder)
    return ladder[n % len(ladder)]


def _hear(call: Call, clause: str, n: int) -> None:
    words = HEARD[n % len(HEARD)]
    found = call.suggest(words, clause)
    if n % 2:
        call.hear_about(words, clause)
    else:
        call.hear(words, found[0] if found else None)


def _promise(call: Call, _: str, n: int) -> None:
    """Read back, papered, on a condition, or signed without: one of those that are there."""
    if rows := [row for row in call.promises.view().rows if row.id]:
        promise = rows[n % len(rows)].id
        (
            lambda: call.promises.read_back(promise),
            lambda: call.promises.paper(promise, "DPA", "4"),
            lambda: call.promises.hang_on(promise, OURS),
            lambda: call.promises.waive(promise, OURS, "counsel"),
        )[n % 4]()


def _answer(call: Call, _: str, n: int) -> None:
    if gives := call.trades.open:
        call.trades.answer(gives[0].id, OURS if n % 2 else "", free=not n % 2)


def _package(call: Call, _: str, n: int) -> None:
    if found := call.packages.build(call.packages.preselected()).packages:
        call.packages.offer(found[n % len(found)], OURS)


def _step(verb: str, **terms: object) -> Verb:
    return lambda call, clause, n: getattr(call, verb)(clause, _rung(call, clause, n), **terms)


def _due(n: int) -> date:
    return date(2026, 11, 20) + timedelta(days=n)


VERBS: dict[str, Verb] = {
    "hear": _hear,
    "counter": lambda call, clause, _: call.counter(clause),
    "landed": lambda call, clause, n: call.landed(clause, n % 2 == 0),
    "raise": lambda call, clause, _: call.raise_(clause),
    "offer": _step("offer"),
    "offer for": _step("offer", got=OURS),
    "offer free": _step("offer", free=True),
    "agree": _step("agree"),
    "agree for": _step("agree", got=OURS),
    "agree to what is on the table": lambda call, clause, _: call.agree(clause),
    "approve": lambda call, clause, _: call.approve(clause, OURS),
    "escalate": lambda call, clause, _: call.escalate(clause, "counsel"),
    "refuse": lambda call, clause, _: call.refuse(clause, OURS),
    "park": lambda call, clause, _: call.park(clause),
    "defer": lambda call, clause, n: call.defer(clause, "their legal", _due(n), HEARD[3]),
    "constraint": lambda call, clause, n: call.constraints.record(
        clause, ("impossible", "inconvenient")[n % 2]
    ),
    "promise": lambda call, clause, n: call.promise(clause, PROMISES[n % len(PROMISES)]),
    "one promise": _promise,
    "read back": lambda call, clause, _: call.read_back(clause),
    "paper": lambda call, clause, _: call.paper(clause, "DPA", "2"),
    "trade": lambda call, clause, n: call.trade(clause, OURS, OURS if n % 2 else ""),
    "answer a give": _answer,
    "package": _package,
    "retier": lambda call, _, n: call.retier(TIERS[n % len(TIERS)].value, OURS),
    "waive": lambda call, clause, n: call.waive(clause, OURS, "counsel" if n % 2 else ""),
    "note": lambda call, clause, _: call.note(clause, OURS),
    "task": lambda call, clause, n: call.task(clause, OURS, OURS, _due(n)),
    "sign off": lambda call, _, n: call.gate.sign_off(("legal", "security")[n % 2], OURS),
    "undo": lambda call, _, __: call.undo(),
}
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(CLAUSES[:4]), st.integers(0, 7)),
    min_size=1,
    max_size=25,
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on the marked playbook, which gets a deal more for each call."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LOGNAME", "ana")
        environment.delenv("NEGOTIATOR_DATABASE", raising=False)
        text = tomli_w.dumps(marked_tables())
        desk = Desk.open(a_workspace(tmp_path_factory.mktemp("any") / "ours", text), Clock())
        yield desk
        desk.close()


def after(desk: Desk, steps: list[tuple[str, str, int]]) -> Sitting:
    """A call on a deal of its own after these steps; what is refused adds nothing."""
    sitting = sit(desk, asyncio.run(desk.new_deal("Acme AI", "API", {})))
    call = sitting.call
    for verb, clause, n in steps:
        before = len(call.state.log)
        try:
            VERBS[verb](call, clause, n)
        except DeskError:
            assert len(call.state.log) == before, f"{verb} was refused and yet recorded"
    sitting.settled()
    assert not call.unsaved
    return sitting


@given(steps=STEPS)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_promises_of_a_call_hold(office: Desk, steps: list[tuple[str, str, int]]) -> None:
    call = after(office, steps).call
    _is_the_fold_of_what_is_stored(office, call)
    _gives_nothing_for_nothing_unsaid(call)
    _tells_nothing_of_ours(office, call)
    _proposes_nothing_at_the_walk_away(call)
    _is_not_signed_with_a_must_have_open(call)


def _is_the_fold_of_what_is_stored(office: Desk, call: Call) -> None:
    stored = office.ask_now(lambda store: store.entries(call.deal.id))
    assert fold(stored) == call.state == fold(call.state.log)


def _gives_nothing_for_nothing_unsaid(call: Call) -> None:
    for clause in call.playbook.clause:
        assert not bare_steps(clause, call.state.log)
        now = call.state.clause(clause.id)
        for rung in filter(None, (now.offered, now.agreed)):
            assert not is_limit(clause.ladder[rung])
            down = list(clause.ladder)[: list(clause.ladder).index(rung) + 1]
            taken = [each for each in down if clause.ladder[each].requires_get]
            trades = [
                entry.body
                for entry in live(call.state.log)
                if entry.clause == clause.id and isinstance(entry.body, b.Traded)
            ]
            assert not taken or any(trade.rung and (trade.get or trade.free) for trade in trades)


def _tells_nothing_of_ours(office: Desk, call: Call) -> None:
    opened = {
        (entry.clause, entry.body.rung)
        for entry in call.state.log
        if isinstance(entry.body, b.Offered | b.Agreed)
    }
    for form in ("md", "html"):
        recap = office.documents.render("recap", str(call.deal.id), form).decode()
        assert MARK not in recap
        assert set(_SAID.findall(recap)) <= opened, "words of a rung that nobody opened"
    assert MARK not in office.documents.render("issues", str(call.deal.id), "md").decode()
    views = [call.status(), call.wrap_up(), *call.checklist(), *map(call.card, CLAUSES)]
    for view in views:
        assert not [text for text in texts(discreet(view)) if MARK in text]


def _proposes_nothing_at_the_walk_away(call: Call) -> None:
    for chosen in (call.packages.preselected(), frozenset(CLAUSES[:4])):
        for package in call.packages.build(chosen).packages:
            for term in package.terms:
                assert not is_limit(call.playbook.clauses[term.clause].ladder[term.rung])
                assert term.rung != "walk-away"


def _is_not_signed_with_a_must_have_open(call: Call) -> None:
    must = [c for c, priority in call.priorities.items() if priority is Priority.MUST_HAVE]
    if any(not call.state.clause(clause).standing.settled for clause in must):
        assert not call.gate.view().may_be_signed
