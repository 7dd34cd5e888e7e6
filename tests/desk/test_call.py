"""Each verb of a call makes its entry, and the views follow it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody, Landed, Match
from negotiator.desk import Call, Desk, DeskError
from negotiator.desk.views import SuggestionView
from negotiator.plain import LIMIT
from negotiator.playbook.write import toml_text
from tests.desk.conftest import Clock
from tests.samples import PINNING, RETENTION, TRAINING, a_workspace, clause

FLEET = "we run one version for everyone"
FRIDAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def clock() -> Clock:
    """One for all tests here: each has a deal of its own, which is quicker than a desk."""
    return Clock()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Desk]:
    """One for all tests here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOGNAME", "ana")
        desk = Desk.open(a_workspace(tmp_path_factory.mktemp("desk")), clock)
        yield desk
        desk.close()


def last(call: Call) -> AnyBody:
    return call.state.log[-1].body


def standing(call: Call, about: str = PINNING) -> str:
    return call.card(about).standing


def hear_fleet(call: Call) -> None:
    """The vendor's objection, filed under the suggestion shown first."""
    call.hear(FLEET, call.suggest(FLEET)[0])


# ── every verb ───────────────────────────────────────────────────────────────────────────────

VERBS: dict[str, tuple[Callable[[Call], object], AnyBody, str]] = {
    "raise": (lambda call: call.raise_(PINNING), b.Raised(), "open"),
    "hear about": (
        lambda call: call.hear_about(" 10 months at most ", PINNING),
        b.Heard(words="10 months at most", match=Match(corrected=True), value=10),
        "open",
    ),
    "offer": (
        lambda call: call.offer(PINNING, "target"),
        b.Offered(rung="target", words="Eighteen months of the same named version, then."),
        "countered",
    ),
    "agree": (lambda call: call.agree(PINNING), b.Agreed(rung="opening"), "agreed in principle"),
    "agree to a rung": (
        lambda call: call.agree(PINNING, "target"),
        b.Agreed(rung="target"),
        "agreed in principle",
    ),
    "refuse": (lambda call: call.refuse(PINNING, "never"), b.Refused(words="never"), "open"),
    "park": (lambda call: call.park(PINNING), b.Parked(), "parked"),
    "defer": (
        lambda call: call.defer(PINNING, " Bo ", FRIDAY),
        b.Deferred(owner="Bo", due=FRIDAY),
        "deferred",
    ),
    "defer to nobody": (lambda call: call.defer(PINNING, "", None), b.Deferred(), "deferred"),
    "escalate": (
        lambda call: call.escalate(PINNING, "counsel"),
        b.Escalated(approver="counsel"),
        "escalated",
    ),
    "trade": (
        lambda call: call.trade(PINNING, "a reference ", " a calendar"),
        b.Traded(give="a reference", get="a calendar"),
        "open",
    ),
    "promise": (
        lambda call: call.promise(PINNING, "a calendar"),
        b.Promised(words="a calendar"),
        "open",
    ),
    "read back": (lambda call: call.read_back(PINNING), b.ReadBack(), "read back"),
    "paper": (
        lambda call: call.paper(PINNING, "Order form", " 3 "),
        b.Papered(document="Order form", section="3"),
        "papered",
    ),
    "waive": (
        lambda call: call.waive(PINNING, "a pilot", "counsel"),
        b.Waived(words="a pilot", approver="counsel"),
        "waived",
    ),
    "note": (lambda call: call.note(PINNING, "hm"), b.Note(words="hm"), "not raised"),
    "task": (
        lambda call: call.task(PINNING, "ask", "Ana", FRIDAY),
        b.Task(words="ask", owner="Ana", due=FRIDAY),
        "not raised",
    ),
}


@pytest.mark.parametrize(("verb", "body", "becomes"), VERBS.values(), ids=VERBS.keys())
def test_a_verb_makes_an_entry_and_the_clause_follows(
    call: Call, verb: Callable[[Call], object], body: AnyBody, becomes: str
) -> None:
    verb(call)
    (entry,) = call.state.log
    assert entry.body == body
    assert entry.clause == PINNING
    assert entry.author == "ana"
    assert entry.session == call.session.id
    assert standing(call) == becomes
    assert call.status().unsaved == 1


@pytest.mark.parametrize(("verb", "body", "becomes"), VERBS.values(), ids=VERBS.keys())
def test_undo_takes_it_back(
    call: Call, verb: Callable[[Call], object], body: AnyBody, becomes: str
) -> None:
    verb(call)
    undone = call.undo()
    assert undone is not None
    assert undone.kind == body.kind
    assert standing(call) == "not raised"
    assert call.undo() is None
    assert isinstance(last(call), b.Retracted)


def test_undo_goes_back_step_by_step(call: Call) -> None:
    call.raise_(PINNING)
    call.park(TRAINING)
    call.agree(PINNING)
    assert [call.undo() is not None for _ in range(4)] == [True, True, True, False]
    assert standing(call) == standing(call, TRAINING) == "not raised"


@pytest.mark.parametrize(
    "verb",
    [
        lambda call: call.raise_("data.trainig"),
        lambda call: call.hear_about("x", "data.trainig"),
        lambda call: call.park("data.trainig"),
        lambda call: call.note("data.trainig", "x"),
        lambda call: call.promise("data.trainig", "x"),
        lambda call: call.offer("data.trainig", "target"),
        lambda call: call.card("data.trainig"),
    ],
)
def test_an_unknown_clause_is_refused_and_nothing_is_recorded(
    call: Call, verb: Callable[[Call], object]
) -> None:
    with pytest.raises(DeskError, match=r"has no clause data\.trainig") as told:
        verb(call)
    assert told.value.remedy == f"Did you mean {TRAINING}?"
    assert call.state.log == ()


@pytest.mark.parametrize(
    "verb",
    [
        lambda call: call.offer(PINNING, "fallback-9"),
        lambda call: call.agree(PINNING, "fallback-9"),
        lambda call: call.rung(PINNING, "fallback-9"),
    ],
)
def test_an_unknown_rung_lists_the_ladder(call: Call, verb: Callable[[Call], object]) -> None:
    with pytest.raises(DeskError, match=f"{PINNING} has no rung fallback-9") as told:
        verb(call)
    assert "opening, target, fallback-1, fallback-2, walk-away" in told.value.remedy
    assert call.state.log == ()


# ── hearing and answering ────────────────────────────────────────────────────────────────────


def test_what_is_heard_keeps_why_it_was_filed_where(call: Call) -> None:
    found = call.suggest("can't keep old checkpoints alive, 10 months")[0]
    call.hear("can't keep old checkpoints alive, 10 months", found)
    body = last(call)
    assert isinstance(body, b.Heard)
    assert body.match == Match(objection="one-fleet", phrase=found.phrase, score=found.score)
    assert body.value == 10
    assert call.state.clause(PINNING).values == (10,)
    (statement,) = call.card(PINNING).they
    assert statement.words == "can't keep old checkpoints alive, 10 months"
    assert statement.place == "between fallback-1 and fallback-2"


def test_another_suggestion_than_the_first_is_marked(call: Call) -> None:
    call.hear(FLEET, call.suggest(FLEET)[0], first=False)
    body = last(call)
    assert isinstance(body, b.Heard)
    assert body.match is not None
    assert body.match.corrected


def test_what_nobody_knows_is_filed_without_a_clause(call: Call) -> None:
    call.hear("  see you at the match  ")
    assert call.state.log[-1].clause is None
    assert call.wrap_up().unmatched == ("see you at the match",)


def test_counters_come_one_after_the_other(call: Call) -> None:
    objection = clause().objection_by_id("one-fleet")
    assert objection is not None
    first, second = objection.counter
    assert call.card(PINNING).say is None
    hear_fleet(call)
    say = call.card(PINNING).say
    assert say is not None
    assert (say.say, say.tier, say.following) == (first.say, "ask", "alternative")
    after = call.counter(PINNING)
    assert last(call) == b.Countered(objection="one-fleet", step=0, words=first.say)
    assert after.say is not None
    assert (after.say.say, after.say.following) == (second.say, "")
    assert call.counter(PINNING).say is None
    before = len(call.state.log)
    call.counter(PINNING)
    assert len(call.state.log) == before


def test_how_a_counter_was_received(call: Call) -> None:
    assert not call.landed(PINNING, True)
    hear_fleet(call)
    call.counter(PINNING)
    assert call.landed(PINNING, True)
    body = last(call)
    assert isinstance(body, b.Countered)
    assert (body.step, body.landed) == (0, Landed.YES)
    assert call.landed(PINNING, False)
    assert not call.landed(TRAINING, True)


# ── steps down ───────────────────────────────────────────────────────────────────────────────


def test_a_step_down_records_what_came_back(call: Call) -> None:
    assert call.offer(PINNING, "fallback-1", got=" a calendar ") == ""
    assert [entry.body.kind for entry in call.state.log] == ["traded", "offered"]
    assert call.state.log[0].body == b.Traded(
        give="12 months + staging", get="a calendar", rung="fallback-1"
    )
    card = call.card(PINNING)
    assert [rung.rung for rung in card.ladder if rung.on_table] == ["fallback-1"]
    assert card.ask == clause().ladder["fallback-1"].say
    assert (call.status().gives, call.status().gets) == (1, 1)


def test_a_step_down_for_nothing_shows_as_that(call: Call) -> None:
    call.offer(PINNING, "fallback-1", free=True)
    status = call.status()
    assert (status.gives, status.gets, status.unanswered) == (1, 0, 0)
    given = b.Traded(give="12 months + staging", rung="fallback-1", free=True)
    assert call.state.log[0].body == given


def test_a_rung_above_ones_authority_is_asked_for_first(call: Call) -> None:
    call.offer(PINNING, "fallback-1", got="x")
    assert call.offer(PINNING, "fallback-2") == "The general counsel"
    assert last(call) == b.Escalated(approver="counsel", rung="fallback-2")
    assert standing(call) == "escalated"
    assert call.card(PINNING).ask == clause().ladder["fallback-1"].say
    call.approve(PINNING, "if they sign this year")
    assert last(call) == b.Approved(
        approver="counsel", rung="fallback-2", words="if they sign this year"
    )
    assert call.rung(PINNING, "fallback-2").approver == ""
    call.offer(PINNING, "fallback-2")
    assert call.card(PINNING).ask == clause().ladder["fallback-2"].say


def test_below_the_last_fallback_there_is_nothing_to_offer(call: Call) -> None:
    assert call.card(TRAINING).next is not None
    call.offer(TRAINING, "fallback-1")
    card = call.card(TRAINING)
    assert card.next is None
    assert card.limit == "any training"


def test_one_agrees_to_what_is_on_the_table(call: Call) -> None:
    call.hear_about("14 days", RETENTION)
    call.offer(RETENTION, "fallback-1")
    call.agree(RETENTION)
    assert last(call) == b.Agreed(rung="fallback-1", value=14)


# ── the deal ─────────────────────────────────────────────────────────────────────────────────


def test_the_tier_may_change_in_mid_call(call: Call) -> None:
    assert call.status().must_haves == 4
    call.retier("pilot")
    status = call.status()
    assert (status.tier, status.must_haves) == ("pilot", 1)
    assert call.card(PINNING).priority == "nice-to-have"
    call.undo()
    assert call.status().tier == "customer-facing"


def test_the_status(call: Call, clock: Clock) -> None:
    call.agree(TRAINING)
    clock.time = call.session.started.replace(hour=call.session.started.hour + 1)
    status = call.status()
    assert (status.vendor, status.title, status.session) == ("Acme AI", "Enterprise API", 1)
    assert (status.settled, status.must_haves, status.minute, status.planned) == (1, 4, 60, 45)


def test_the_checklist(call: Call) -> None:
    call.offer(PINNING, "target")
    row = next(row for row in call.checklist() if row.clause == PINNING)
    assert (row.area, row.name, row.owner) == ("model", "version-pinning", "engineering")
    assert (row.standing, row.rung, row.must_have) == ("countered", "target", True)


def test_what_can_be_given_and_asked_for(call: Call) -> None:
    assert [choice.value for choice in call.trades.gives(PINNING)] == ["A public reference"]
    gets = [choice.value for choice in call.trades.gets(PINNING)]
    assert gets[0] == "Price increases"
    assert "A public reference" not in gets, "what we give never comes back"
    came = [choice.value for choice in call.trades.came_back(PINNING, "they publish dates")]
    assert came[:2] == ["they publish dates", "Price increases"]
    assert set(gets) < set(came)
    assert [choice.value for choice in call.approvers()] == ["counsel"]


def test_suggestions_know_the_deal(call: Call) -> None:
    call.hear(FLEET, call.suggest(FLEET)[0])
    first = call.suggest(FLEET)[0].say
    call.counter(PINNING)
    assert call.suggest(FLEET)[0].say != first
    call.offer(PINNING, "target")
    assert call.suggest(FLEET)[0].rung == "fallback-1"


# ── any words ────────────────────────────────────────────────────────────────────────────────

HOSTILE = "\x1b[31m[/b]\u202e"
SPELLED = "\\x1b[31m[/b]\\u202e"
SAYING: list[Callable[[Call, str], object]] = [
    lambda call, words: call.hear(words),
    lambda call, words: call.hear(words, _suggested(call)),
    lambda call, words: call.hear_about(words, PINNING),
    lambda call, words: call.offer(PINNING, "target", got=words),
    lambda call, words: call.refuse(PINNING, words),
    lambda call, words: call.defer(PINNING, words, None),
    lambda call, words: call.escalate(PINNING, words),
    lambda call, words: call.trade(None, words, words),
    lambda call, words: call.promise(None, words),
    lambda call, words: call.paper(PINNING, words, words),
    lambda call, words: call.waive(PINNING, words, words),
    lambda call, words: call.note(None, words),
    lambda call, words: call.task(None, words, words),
]


def _suggested(call: Call) -> SuggestionView:
    return call.suggest(FLEET)[0]


@pytest.mark.parametrize("say", SAYING)
def test_words_are_made_visible_where_they_enter(
    call: Call, say: Callable[[Call, str], object]
) -> None:
    say(call, HOSTILE)
    told = call.state.log[0].body.model_dump_json()
    assert SPELLED in told.replace("\\\\", "\\")
    assert "\u202e" not in told


@pytest.mark.parametrize("say", SAYING)
def test_words_without_end_are_cut_and_kept(call: Call, say: Callable[[Call, str], object]) -> None:
    say(call, "\x1b" * (LIMIT + 1))
    assert "more characters cut" in call.state.log[0].body.model_dump_json()


def test_the_card_and_the_checklist_give_the_same_priority(desk: Desk) -> None:
    emphasis = {"id": "pilot", "title": "P", "when": {"risk_tier": ["pilot"]}, "raises": [PINNING]}
    (desk.workspace.playbooks / "raised.toml").write_text(
        '[playbook]\nid = "raised"\nname = "Raised"\nextends = "llm-vendor"\n'
        + toml_text({"emphasis": [emphasis]})
    )
    desk.library.forget()
    answers = {"playbook": "raised", "risk_tier": "pilot", "hosting": "on-premise"}
    call = desk.begin_now(asyncio.run(desk.new_deal("Raised", "API", answers)), lambda _: None)
    rows = {row.clause: row.priority for row in call.checklist()}
    assert rows[PINNING] == call.card(PINNING).priority == "should-have"
    assert "data.residency" not in rows  # and still its card can be looked at
    assert call.card("data.residency").priority == "should-have"
