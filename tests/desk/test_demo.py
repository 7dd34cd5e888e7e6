"""The demo is rich, true to the shipped playbook, the same every time, and never stale."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from negotiator.deal import body as b
from negotiator.deal.concession import bare_steps
from negotiator.deal.entry import Entry
from negotiator.deal.precedent import Past, past, told
from negotiator.deal.profile import tailored
from negotiator.deal.readiness import readiness
from negotiator.deal.standing import DealState, Standing, fold, live
from negotiator.deal.trades import unanswered
from negotiator.desk.demo import Sample, build_demo, read_samples
from negotiator.desk.present import card
from negotiator.desk.samples.line import Place, bodies
from negotiator.desk.samples.person import NORA
from negotiator.desk.settings import unknown_approvers
from negotiator.playbook.edition import dump_edition
from negotiator.playbook.load import Loaded, load
from negotiator.playbook.model import Playbook, Priority, RiskTier
from negotiator.playbook.shelf import shipped_root
from negotiator.store import Store
from negotiator.suggest import build_index, suggest

OFFSET = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=OFFSET)
B = TypeVar("B")


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    root = shipped_root()
    return load(root / "llm-vendor", (root,))


@pytest.fixture(scope="module")
def playbook(loaded: Loaded) -> Playbook:
    assert loaded.playbook is not None
    return loaded.playbook


@pytest.fixture(scope="module")
def samples(loaded: Loaded, playbook: Playbook) -> list[Sample]:
    return list(read_samples(playbook, loaded.digest, NOW))


def named(samples: list[Sample], vendor: str, title: str) -> Sample:
    (found,) = (s for s in samples if (s.deal.vendor, s.deal.title) == (vendor, title))
    return found


def of_kind(entries: tuple[Entry, ...], kind: type[B]) -> list[tuple[Entry, B]]:
    return [(entry, entry.body) for entry in live(entries) if isinstance(entry.body, kind)]


def open_must_haves(sample: Sample, playbook: Playbook) -> set[str]:
    state = fold(sample.entries)
    priorities = tailored(playbook, state.profile or sample.deal.profile)
    return {
        clause
        for clause, priority in priorities.items()
        if priority is Priority.MUST_HAVE and not state.clause(clause).standing.settled
    }


def test_counts(samples: list[Sample]) -> None:
    entries = [entry for sample in samples for entry in sample.entries]
    sessions = [session for sample in samples for session, _ in sample.sessions]
    assert len(samples) == 8
    assert len({sample.deal.vendor for sample in samples}) == 6
    assert len(sessions) >= 35
    assert len(entries) >= 1200
    assert len({session.author for session in sessions}) == 3
    assert len({entry.id for entry in entries}) == len(entries)
    assert {str(body) for body in {entry.body.kind for entry in entries}} == KINDS


KINDS = {
    "heard", "raised", "countered", "offered", "agreed", "refused", "parked", "deferred",
    "escalated", "approved", "traded", "constraint", "waived", "promised", "read-back", "papered",
    "evidence-asked", "evidence-received", "task", "note", "observation", "profiled", "contracted",
    "prepared", "retracted", "precedence", "signed-off", "answered", "task-done", "promise-amended",
}  # fmt: skip


def test_profiles_are_varied(samples: list[Sample]) -> None:
    profiles = [sample.deal.profile for sample in samples]
    assert {profile.risk_tier for profile in profiles} == set(RiskTier)
    assert len({profile.hosting for profile in profiles}) >= 3
    assert len({profile.layer for profile in profiles}) >= 3


def test_renewals_follow_an_older_deal_of_the_vendor(samples: list[Sample]) -> None:
    by_id = {sample.deal.id: sample.deal for sample in samples}
    renewals = [sample.deal for sample in samples if sample.deal.follows]
    assert len(renewals) == 2
    for deal in renewals:
        assert deal.follows is not None
        before = by_id[deal.follows]
        assert before.vendor == deal.vendor
        assert before.created < deal.created


def test_everything_named_is_in_the_playbook(samples: list[Sample], playbook: Playbook) -> None:
    for entry in (entry for sample in samples for entry in sample.entries):
        if entry.clause is None:
            continue
        clause = playbook.clauses[entry.clause]
        match entry.body:
            case b.Offered(rung=rung) | b.Agreed(rung=rung):
                assert rung in clause.ladder
                assert rung != "walk-away"
            case b.Escalated(rung=rung) | b.Approved(rung=rung):
                assert rung in clause.ladder
            case b.Countered(objection=name, step=step, words=words):
                objection = clause.objection_by_id(name)
                assert objection is not None
                assert words == objection.counter[step].say
            case b.Heard(match=b.Match(objection=str(name), phrase=phrase)):
                objection = clause.objection_by_id(name)
                assert objection is not None
                assert phrase in objection.heard


def test_numbers_are_in_a_metric(samples: list[Sample], playbook: Playbook) -> None:
    for entry in (entry for sample in samples for entry in sample.entries):
        if getattr(entry.body, "value", None) is not None:
            assert entry.clause is not None
            assert playbook.clauses[entry.clause].metric is not None, entry


def test_clauses_apply_to_their_deal(samples: list[Sample], playbook: Playbook) -> None:
    for sample in samples:
        state = fold(sample.entries)
        assert state.clauses.keys() <= tailored(playbook, sample.deal.profile).keys()


def test_steps_down_are_made_as_the_live_screen_makes_them(
    samples: list[Sample], playbook: Playbook
) -> None:
    for sample in samples:
        approved: set[tuple[str | None, str | None]] = set()
        traded: set[str | None] = set()
        for entry in sample.entries:
            match entry.body:
                case b.Approved(rung=rung):
                    approved.add((entry.clause, rung))
                case b.Traded():
                    traded.add(entry.clause)
                case b.Offered(rung=rung) | b.Agreed(rung=rung):
                    position = playbook.clauses[entry.clause or ""].ladder[rung]
                    where = f"{sample.deal.title} {entry.clause} {rung}"
                    assert not position.approver or (entry.clause, rung) in approved, where
                    assert not position.requires_get or entry.clause in traded, where


@pytest.mark.parametrize("day", range(14, 22))
@pytest.mark.parametrize("hour", [0, 12, 23])
def test_time_runs_forward_and_ends_before_now(
    loaded: Loaded, playbook: Playbook, day: int, hour: int
) -> None:
    now = datetime(2026, 11, day, hour, 1, tzinfo=OFFSET)
    for sample in read_samples(playbook, loaded.digest, now):
        ended = sample.deal.created
        for session, entries in sample.sessions:
            until = session.ended or now
            times = [ended, session.started, *(entry.at for entry in entries), until]
            assert all(earlier <= later for earlier, later in pairwise(times))
            # The call that is going on is held when the demo is looked at, be it on a Sunday.
            assert session.started.weekday() < 5 or session.ended is None
            ended = until
        assert sample.sessions[-1][1][-1].at < now


def test_same_every_time(loaded: Loaded, playbook: Playbook, samples: list[Sample]) -> None:
    assert list(read_samples(playbook, loaded.digest, NOW)) == samples
    later = read_samples(playbook, loaded.digest, NOW + timedelta(days=40))
    assert [entry.id for sample in later for entry in sample.entries] == [
        entry.id for sample in samples for entry in sample.entries
    ]


def test_every_deal_folds_to_something(samples: list[Sample]) -> None:
    for sample in samples:
        state = fold(sample.entries)
        assert len(state.clauses) >= 8
        assert len({clause.standing for clause in state.clauses.values()}) >= 2
        assert state.gives
        assert state.gets
        assert of_kind(sample.entries, b.Task)
        assert state.unmatched or state.promises


def test_a_new_user_opens_the_deal_in_hand(samples: list[Sample], playbook: Playbook) -> None:
    last = max(samples, key=lambda sample: sample.entries[-1].at)
    acme = named(samples, "Acme AI", "Enterprise API")
    assert last is acme
    assert acme.deal.profile.risk_tier is RiskTier.CUSTOMER_FACING
    assert [session.started.date() for session, _ in acme.sessions] == [
        date(2026, 11, 5),
        date(2026, 11, 17),
        date(2026, 11, 18),
    ]
    assert len(open_must_haves(acme, playbook)) >= 5
    deferred = [
        clause.due
        for clause in fold(acme.entries).clauses.values()
        if clause.standing is Standing.DEFERRED
    ]
    assert any(due and NOW.date() <= due <= NOW.date() + timedelta(days=7) for due in deferred)
    assert len(fold(acme.entries).unmatched) >= 3


def test_the_call_going_on_has_a_bit_of_everything(
    samples: list[Sample], playbook: Playbook
) -> None:
    """It is the last of the deal in hand: resuming that deal goes on with it (F3)."""
    open_ones = [session for each in samples for session, _ in each.sessions if not session.ended]
    acme = named(samples, "Acme AI", "Enterprise API")
    session, entries = acme.sessions[-1]
    assert open_ones == [session]
    assert timedelta() < NOW - session.started < timedelta(minutes=session.planned_minutes)
    state = fold(acme.entries)
    touched = {entry.clause for entry in entries if entry.clause}
    unseen = {Standing.NOT_RAISED, Standing.PAPERED, Standing.NOT_APPLICABLE}
    assert {state.clause(clause).standing for clause in touched} == set(Standing) - unseen
    assert {body.landed for _, body in of_kind(entries, b.Countered)} == set(b.Landed)
    assert any(body.give and body.get for _, body in of_kind(entries, b.Traded))
    assert of_kind(entries, b.Promised)
    assert any(entry.clause is None for entry, _ in of_kind(entries, b.Heard))
    last = entries[-1].clause or ""
    waiting = card(playbook.clauses[last], Priority.MUST_HAVE, state.clause(last))
    assert waiting.say
    assert waiting.next


def signed_states(samples: list[Sample], playbook: Playbook) -> Iterator[tuple[Sample, DealState]]:
    for sample in samples:
        if not open_must_haves(sample, playbook):
            yield sample, fold(sample.entries)


def test_signed_deals_are_papered(samples: list[Sample], playbook: Playbook) -> None:
    states = signed_states(samples, playbook)
    signed = {(sample.deal.vendor, sample.deal.title) for sample, _ in states}
    assert signed == {
        ("Northwind Models", "Foundation API"),
        ("Northwind Models", "Foundation API, renewal"),
        ("Corvid Data", "Document enrichment"),
        ("Lumen Labs", "Product copy assistant"),
        ("Brightwater AI", "Voice agents"),
    }
    for sample in samples:
        if of_kind(sample.entries, b.Observation):
            assert (sample.deal.vendor, sample.deal.title) in signed


def test_nothing_signed_is_left_in_the_air(samples: list[Sample], playbook: Playbook) -> None:
    for sample, state in signed_states(samples, playbook):
        for clause, now in state.clauses.items():
            where = f"{sample.deal.title} {clause}"
            assert now.standing not in {Standing.AGREED, Standing.READ_BACK}, where
            if now.standing is Standing.PAPERED:
                assert now.agreed, where
                assert now.document, where
                assert now.section, where
        for entry, body in of_kind(sample.entries, b.Waived):
            assert body.words, entry
            assert body.approver in {who.id for who in playbook.approver}, entry


def test_nothing_is_signed_against_the_floor(samples: list[Sample], playbook: Playbook) -> None:
    for sample, state in signed_states(samples, playbook):
        applicable = tailored(playbook, state.profile or sample.deal.profile)
        for floor in playbook.floor:
            # Explaining decisions about people is in question only where the service makes some.
            if floor.clause in applicable and floor.clause != "model.explainability":
                assert state.clause(floor.clause).standing is Standing.PAPERED, floor.id


def test_the_gate_tells_the_story_of_each_deal(samples: list[Sample], playbook: Playbook) -> None:
    """One was signed with nothing missing; of the others signed, it says what was overlooked."""
    missing = {}
    for sample, state in signed_states(samples, playbook):
        profile = state.profile or sample.deal.profile
        found = readiness(playbook, tailored(playbook, profile), profile.risk_tier, state)
        missing[sample.deal.title] = [(str(each.part), each.said) for each in found.missing]
    assert missing.pop("Foundation API, renewal") == []
    assert missing.pop("Foundation API") == [("promise", "oral, in no document, hedged")]
    assert missing.pop("Voice agents") == [("promise", "read back, in no document")]
    assert missing.pop("Product copy assistant") == [
        ("promise", "MSA overrides E-mail and papers the same clause")
    ]
    (enrichment,) = missing.values()
    assert [part for part, _ in enrichment] == ["promise", "sign-off", "question", "question"]


def test_no_statement_is_made_twice(samples: list[Sample]) -> None:
    heard = [body.words for sample in samples for _, body in of_kind(sample.entries, b.Heard)]
    assert len(set(heard)) == len(heard)
    assert all(words == words.strip() and len(words.split()) >= 3 for words in heard)


def test_most_statements_are_found_under_their_clause(
    samples: list[Sample], playbook: Playbook
) -> None:
    """As `negotiator suggest` answers, without a clause on screen or a deal to help."""
    index = build_index(playbook)
    missed, silent, known, unknown = [], 0, 0, 0
    for entry, body in (x for sample in samples for x in of_kind(sample.entries, b.Heard)):
        found = suggest(index, body.words, limit=1)
        if entry.clause is None:
            unknown += 1
            silent += not found
            continue
        known += 1
        if not found or found[0].clause != entry.clause:
            missed.append(f"{entry.clause}: {body.words}")
    assert len(missed) <= 0.2 * known, missed
    assert silent >= 0.8 * unknown


def test_one_deal_was_abandoned_at_a_walk_away(samples: list[Sample]) -> None:
    halyard = named(samples, "Halyard Systems", "Claims triage assistant")
    state = fold(halyard.entries)
    assert state.clause("liability.ai-harm").standing is Standing.DEADLOCKED
    assert state.clause("model.provenance").deferrals == 3
    assert any(body.final for _, body in of_kind(halyard.entries, b.Refused))


def test_one_vendor_always_wins_on_retention(samples: list[Sample]) -> None:
    won: dict[str, set[str]] = {}
    for sample in samples:
        for entry, body in of_kind(sample.entries, b.Agreed):
            if entry.clause == "data.retention":
                won.setdefault(sample.deal.vendor, set()).add(body.rung)
    assert won["Corvid Data"] == {"fallback-2"}
    assert all(
        "fallback-2" not in rungs for vendor, rungs in won.items() if vendor != "Corvid Data"
    )
    renewal = fold(named(samples, "Corvid Data", "Document enrichment, renewal").entries)
    assert not renewal.clause("data.retention").standing.settled


def test_one_colleague_gives_latency_away(samples: list[Sample]) -> None:
    gifts = [
        entry.author
        for sample in samples
        for entry, body in of_kind(sample.entries, b.Traded)
        if entry.clause == "sla.latency" and body.give and not body.get
    ]
    assert set(gifts) == {"Tomas Ferro"}
    assert len(gifts) >= 3


def test_the_renewal_pins_longer_and_papers_the_broken_promise(samples: list[Sample]) -> None:
    def at_the_end(title: str) -> DealState:
        return fold(named(samples, "Northwind Models", title).entries)

    first, renewal = at_the_end("Foundation API"), at_the_end("Foundation API, renewal")
    assert first.clause("model.version-pinning").agreed == "fallback-2"
    assert renewal.clause("model.version-pinning").agreed == "target"
    assert any(entry.clause == "model.change-notice" for entry in first.promises)
    assert "e-mail" not in first.clause("model.change-notice").section.replace("website", "")
    assert "e-mail" in renewal.clause("model.change-notice").section


def test_counters_landed_and_missed(samples: list[Sample]) -> None:
    landed = [body.landed for sample in samples for _, body in of_kind(sample.entries, b.Countered)]
    assert len(landed) >= 60
    assert all(landed.count(outcome) >= 3 for outcome in b.Landed)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(str(tmp_path / "demo.sqlite"))
    yield opened
    opened.close()


def test_builds_in_a_store(
    store: Store, loaded: Loaded, playbook: Playbook, samples: list[Sample]
) -> None:
    began = time.process_time()
    build_demo(store, playbook, loaded.digest, dump_edition(playbook), NOW)
    assert time.process_time() - began < 1.5
    for sample in samples:
        assert store.find_deal(str(sample.deal.id)) == sample.deal
        assert store.sessions(sample.deal.id) == [session for session, _ in sample.sessions]
        assert store.state(sample.deal.id) == fold(sample.entries)


def test_a_brief_is_told_of_precedents_what_a_card_is(
    store: Store, loaded: Loaded, playbook: Playbook, samples: list[Sample]
) -> None:
    build_demo(store, playbook, loaded.digest, dump_edition(playbook), NOW)
    seen = 0
    for deal in store.deals():
        listed = store.precedents(beside=deal.id)
        counted = store.counted_precedents(beside=deal.id)
        for name, clause in playbook.clauses.items():
            known = [each for each in listed if each.clause == name]
            card = past(clause, deal.vendor, known, NOW.date())
            assert told(clause, counted.get(name, Past()), NOW.date()) == card
            seen += len(card) > 1 and card[0].startswith("they ")
    assert seen, "of none was there both an own precedent and one of others"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"at": "1:00"}, "of one kind"),
        ({"at": "1:00", "note": "a", "raised": "b"}, "of one kind"),
        ({"at": "1:00", "clause": "model.pin", "raised": ""}, "there is no model.pin"),
        ({"at": "1:00", "clause": "model.drift", "offered": "fallback-9"}, "no fallback-9"),
        ({"at": "1:00", "clause": "model.drift", "countered": "nope"}, "there is no nope"),
        (
            {"at": "1:00", "clause": "model.drift", "countered": "nothing-changed", "step": 9},
            "has no step 9",
        ),
        ({"at": "1:00", "note": "a", "colour": "red"}, "colour"),
        ({"at": "1:00", "retracted": "0:30"}, "there is no 0:30"),
    ],
)
def test_a_wrong_line_says_what_is_wrong(
    playbook: Playbook, samples: list[Sample], line: dict[str, object], complaint: str
) -> None:
    place = Place(playbook, samples[0].deal.profile, NOW.date(), {})
    with pytest.raises(ValueError, match=complaint):
        list(bodies(line, place))


def test_no_step_down_is_bare(samples: list[Sample], playbook: Playbook) -> None:
    """The samples were recorded under the rule that a call enforces."""
    for sample in samples:
        for clause in playbook.clause:
            assert bare_steps(clause, sample.entries) == set(), sample.deal.title


def test_the_deal_in_hand_has_an_open_give_and_a_known_constraint(samples: list[Sample]) -> None:
    state = fold(named(samples, "Acme AI", "Enterprise API").entries)
    (give,) = unanswered(state.trades)
    assert give.clause == "exit.export"
    constraint = state.clause("data.telemetry").constraint
    assert constraint is not None
    assert constraint.hardness is b.Hardness.INCONVENIENT


def test_who_sits_there_has_the_call_that_goes_on(
    samples: list[Sample], playbook: Playbook
) -> None:
    session, _ = named(samples, "Acme AI", "Enterprise API").sessions[-1]
    assert session.author == NORA.name
    assert unknown_approvers(NORA, playbook) == ""
