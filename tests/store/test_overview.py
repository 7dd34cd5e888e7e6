"""The list of deals: what it shows of each, and that it reads no entries for it."""

from __future__ import annotations

from datetime import timedelta, timezone

from negotiator.deal import body as b
from negotiator.deal.profile import Profile
from negotiator.deal.standing import Standing
from negotiator.playbook.model import RiskTier
from negotiator.store import Store
from tests.store.samples import CLAUSE, TEN, TEXT, a_deal, a_session, an_entry, begin, heard


def test_a_deal_in_which_nothing_happened(store: Store) -> None:
    deal = a_deal()
    store.add_deal(deal, version="1", text=TEXT)
    (row,) = store.overview()
    assert (row.deal, row.profile, row.sessions) == (deal, deal.profile, 0)
    assert (row.last_entry, row.standings) == (None, {})


def test_each_deal_has_its_own_sessions_entries_and_standings(store: Store) -> None:
    busy, first = begin(store, a_deal("Busy", created=TEN))
    quiet, quiet_session = begin(store, a_deal("Quiet", created=TEN + timedelta(days=1)))
    last = a_session(busy, minutes=60)
    store.start_session(last)
    at = (TEN + timedelta(hours=2)).astimezone(timezone(timedelta(hours=1)))
    store.append(busy.id, [heard(first), an_entry(last, b.Agreed(rung="target"))])
    store.append(busy.id, [heard(last, clause="exit.assistance").model_copy(update={"at": at})])
    store.append(quiet.id, [heard(quiet_session, clause=None)])

    one, two = store.overview()
    assert (one.deal, one.sessions) == (busy, 2)
    assert one.last_entry == at
    assert one.last_entry is not None
    assert one.last_entry.utcoffset() == timedelta(hours=1)
    assert one.standings == {CLAUSE: Standing.AGREED, "exit.assistance": Standing.OPEN}
    assert (two.deal, two.sessions) == (quiet, 1)
    assert (two.last_entry, two.standings) == (TEN, {})


def test_the_profile_is_the_one_in_force(store: Store) -> None:
    deal, session = begin(store)
    pilot = Profile(risk_tier=RiskTier.PILOT)
    change = an_entry(session, b.Profiled(profile=pilot), clause=None)
    store.append(deal.id, [change])
    assert store.overview()[0].profile == pilot
    assert store.deal(deal.id) == deal
    store.append(deal.id, [an_entry(session, b.Retracted(entry=change.id), clause=None)])
    assert store.overview()[0].profile == deal.profile


def test_the_edition_is_the_one_in_force(store: Store) -> None:
    deal, session = begin(store)
    assert store.overview()[0].edition == deal.edition
    newer = "b" * 64
    store.add_edition(newer, playbook="llm-vendor", version="2", text=TEXT)
    taken = an_entry(session, b.EditionTaken(edition=newer), clause=None)
    store.append(deal.id, [taken])
    assert store.overview()[0].edition == newer
    assert store.overview()[0].deal == deal
    store.append(deal.id, [an_entry(session, b.Retracted(entry=taken.id), clause=None)])
    assert store.overview()[0].edition == deal.edition


def test_no_body_of_an_entry_is_read(store: Store) -> None:
    deal, session = begin(store)
    store.append(deal.id, [heard(session)])
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET body = 'unreadable'")
    assert store.overview()[0].last_entry == TEN
