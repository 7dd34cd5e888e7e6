"""What is recorded over all deals, as it is counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.insight import Tally
from negotiator.store import Store
from negotiator.store.insights import Knowledge
from tests.store.samples import CLAUSE, TEN, a_deal, an_entry, begin, heard

SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def known(
    store: Store, vendor: str = "", since: datetime = SINCE, until: datetime = UNTIL
) -> Knowledge:
    return store.knowledge(since, until, vendor, lambda _: True)


def later(entry: Entry, days: int) -> Entry:
    return entry.model_copy(update={"at": TEN + timedelta(days=days)})


def test_days_are_counted_from_the_first_time_it_came_up_to_the_agreement(store: Store) -> None:
    deal, session = begin(store)
    agreed = an_entry(session, b.Agreed(rung="fallback-1"))
    told = (
        later(an_entry(session, b.Raised()), 0),
        later(heard(session), 2),
        later(an_entry(session, b.Deferred(owner="legal")), 3),
        later(an_entry(session, b.Deferred(owner="legal")), 5),
        later(agreed, 9),
    )
    store.append(deal.id, told)
    found = known(store)
    assert (found.days, found.waits) == ({CLAUSE: [9]}, {CLAUSE: [6]})
    assert found.deferred == {CLAUSE: 2}
    assert [(each.vendor, each.clause, each.rung) for each in found.signed] == [
        ("Acme AI", CLAUSE, "fallback-1")
    ]


def test_a_point_belongs_to_the_day_on_which_it_was_agreed(store: Store) -> None:
    deal, session = begin(store)
    promise = an_entry(session, b.Promised(words="a second region"))
    agreed = later(an_entry(session, b.Agreed(rung="target")), 1)
    since_then = (
        an_entry(session, b.ReadBack()),
        an_entry(session, b.Papered(document="DPA")),
        an_entry(session, b.Note(words="they were slow")),
        an_entry(session, b.Waived(promise=promise.id)),
        an_entry(session, b.Observation(words="it holds")),
    )
    store.append(deal.id, [promise, agreed, *(later(each, 90) for each in since_then)])
    then, now = TEN + timedelta(days=2), TEN + timedelta(days=100)
    (point,) = known(store, until=then).signed
    assert (point.rung, point.day) == ("target", agreed.at.date())
    assert known(store, since=then, until=now).signed == [], "nothing was agreed since"
    again = later(an_entry(session, b.Agreed(rung="fallback-1")), 95)
    store.append(deal.id, [again])
    assert known(store, until=then).signed == [], "it was agreed anew"
    assert [each.rung for each in known(store, since=then, until=now).signed] == ["fallback-1"]
    undo = an_entry(session, b.Retracted(entry=again.id), clause=None)
    store.append(deal.id, [later(undo, 95)])
    assert [each.rung for each in known(store, until=then).signed] == ["target"], "taken back"
    store.append(deal.id, [later(an_entry(session, b.Waived()), 96)])
    assert [each.rung for each in known(store, since=then, until=now).signed] == ["waived"]


def test_what_was_agreed_and_is_open_again_counts_no_more(store: Store) -> None:
    deal, session = begin(store)
    store.append(deal.id, [an_entry(session, b.Agreed(rung="target"))])
    store.append(deal.id, [an_entry(session, b.Offered(rung="fallback-1"))])
    assert known(store).signed == []


def test_what_was_taken_back_counts_nowhere(store: Store) -> None:
    deal, session = begin(store)
    said = heard(session, "something new", clause=None)
    gift = an_entry(session, b.Traded(give="a reference"))
    undone = [an_entry(session, b.Retracted(entry=each.id), clause=None) for each in (said, gift)]
    store.append(deal.id, [said, gift])
    assert [(vendor, words) for _, vendor, words in known(store).unknown] == [
        ("Acme AI", "something new")
    ]
    assert [each.give for each in known(store).given] == ["a reference"]
    store.append(deal.id, undone)
    assert (known(store).unknown, known(store).given) == ([], [])
    store.append(deal.id, [an_entry(session, b.Retracted(entry=undone[1].id), clause=None)])
    assert [each.give for each in known(store).given] == ["a reference"], "undone, and that undone"


def test_a_gift_is_free_until_something_answers_it(store: Store) -> None:
    deal, session = begin(store)
    first, free = b.Traded(give="a reference"), b.Traded(give="a logo", free=True)
    gift = an_entry(session, first)
    store.append(deal.id, [gift, an_entry(session, free)])
    assert [each.give for each in known(store).given] == ["a reference", "a logo"]
    store.append(deal.id, [an_entry(session, b.Traded(get="a contact", answers=gift.id))])
    assert [each.give for each in known(store).given] == ["a logo"]


def test_objections_and_counters_are_counted_by_what_they_are(store: Store) -> None:
    deal, session = begin(store)
    match = b.Match(objection="one-fleet")
    said = [an_entry(session, b.Heard(words="no", match=match)) for _ in range(2)]
    used = b.Countered(objection="one-fleet", step=1)
    landed = b.Countered(objection="one-fleet", step=1, landed=b.Landed.YES)
    store.append(deal.id, [*said, an_entry(session, used), an_entry(session, landed)])
    found = known(store)
    ended = found.objections[CLAUSE, "one-fleet"]
    assert (ended.heard, ended.deals) == (2, {str(deal.id)})
    assert found.counters == {(CLAUSE, "one-fleet", 1): Tally(uses=1, yes=1, no=0)}


def test_only_the_vendor_and_the_time_that_are_meant_count(store: Store) -> None:
    for vendor in ("Acme AI", "Corvid"):
        deal, session = begin(store, a_deal(vendor))
        store.append(deal.id, [heard(session, vendor, clause=None)])
    assert [words for *_, words in known(store, "corv").unknown] == ["Corvid"]
    assert known(store, since=TEN + timedelta(days=1)).unknown == []
    assert len(known(store).met) == 2
    assert known(store, since=TEN + timedelta(days=1)).met == set(), "no session since"
    assert store.knowledge(SINCE, UNTIL, "", lambda _: False) == Knowledge(), "it was stopped"
