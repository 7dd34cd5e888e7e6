"""The store as the rest of the program uses it."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.profile import Profile
from negotiator.deal.standing import Standing, fold
from negotiator.playbook.model import RiskTier
from negotiator.store import Store, StoreError
from tests.store.samples import (
    CLAUSE,
    EDITION,
    TEN,
    TEXT,
    a_deal,
    a_session,
    an_entry,
    begin,
    copied,
    folded,
    heard,
)
from tests.strategies import EDITIONS, SESSION, histories


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.deals() == []
    assert store.overview() == []


# ── deals, editions, sessions ────────────────────────────────────────────────────────────────


def test_deals_come_back_as_they_were_oldest_first(store: Store, path: Path) -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    later = a_deal(created=datetime(2026, 11, 22, 9, tzinfo=india))
    first = a_deal(follows=uuid4(), profile=Profile(risk_tier=RiskTier.REGULATED))
    for deal in (later, first):
        store.add_deal(deal, version="1.0.0", text=TEXT)
    store.close()
    with Store.open(path) as again:
        assert again.deals() == [first, later]
        assert again.deal(first.id) == first
        assert again.deal(later.id).created.utcoffset() == timedelta(hours=5, minutes=30)


def test_the_edition_in_force_is_kept_once_for_all_deals(store: Store) -> None:
    begin(store)
    begin(store)
    assert store.edition(EDITION) == TEXT


def test_an_edition_is_there_before_a_deal_takes_it(store: Store) -> None:
    deal, session = begin(store)
    newer = "b" * 64
    taken = an_entry(session, b.EditionTaken(edition=newer, version="2"), clause=None)
    with pytest.raises(StoreError, match="no playbook edition bbbb"):
        store.append(deal.id, [heard(session), taken])
    assert store.entries(deal.id) == ()
    store.add_edition(newer, playbook="llm-vendor", version="2", text="newer")
    store.add_edition(EDITION, playbook="llm-vendor", version="9", text="never written over")
    assert store.append(deal.id, [taken]).edition == newer
    assert (store.edition(newer), store.edition(EDITION)) == ("newer", TEXT)
    assert store.deal(deal.id) == deal


def test_adding_a_deal_again_changes_nothing(store: Store) -> None:
    deal, _ = begin(store)
    store.add_deal(deal, version="1.0.0", text=TEXT)
    assert store.deals() == [deal]


def test_another_deal_with_the_same_id_is_refused(store: Store) -> None:
    deal, _ = begin(store)
    with pytest.raises(StoreError, match=str(deal.id)):
        store.add_deal(a_deal("Other", id=deal.id), version="1.0.0", text=TEXT)
    assert store.deals() == [deal]


def test_sessions_come_back_oldest_first(store: Store) -> None:
    deal, first = begin(store)
    third, second = a_session(deal, minutes=120), a_session(deal, minutes=60)
    for session in (third, second, second):
        store.start_session(session)
    assert store.sessions(deal.id) == [first, second, third]


def test_a_session_ends_when_it_was_ended(store: Store) -> None:
    deal, session = begin(store)
    at = datetime(2026, 11, 21, 15, 30, tzinfo=timezone(timedelta(hours=-5)))
    store.end_session(session.id, at)
    (ended,) = store.sessions(deal.id)
    assert ended.ended == at
    assert ended.ended.utcoffset() == timedelta(hours=-5)


def test_what_is_not_there_is_said_in_words(store: Store) -> None:
    deal, session = begin(store)
    nobody = uuid4()
    for ask in (
        lambda: store.deal(nobody),
        lambda: store.state(nobody),
        lambda: store.entries(nobody),
        lambda: store.sessions(nobody),
        lambda: store.rebuild(nobody),
        lambda: store.append(nobody, []),
        lambda: store.append(nobody, [heard(session)]),
        lambda: store.end_session(nobody, TEN),
        lambda: store.start_session(a_session(a_deal(id=nobody))),
    ):
        with pytest.raises(StoreError, match=str(nobody)) as told:
            ask()
        assert told.value.what
        assert told.value.remedy
    with pytest.raises(StoreError, match="edition ffffffffffff"):
        store.edition("f" * 64)
    assert store.entries(deal.id) == ()


# ── entries ──────────────────────────────────────────────────────────────────────────────────


def test_an_appended_entry_is_in_the_state_and_in_the_file(store: Store, path: Path) -> None:
    deal, session = begin(store)
    entry = heard(session)
    state = store.append(deal.id, [entry])
    assert state == fold([entry])
    with Store.open(path) as other:
        assert other.state(deal.id) == state
        assert other.entries(deal.id) == (entry,)


def test_the_local_time_of_an_entry_is_kept(store: Store, path: Path) -> None:
    deal, session = begin(store)
    tokyo = timezone(timedelta(hours=9))
    at = datetime(2026, 1, 1, 8, 59, 59, 123456, tzinfo=tokyo)
    store.append(deal.id, [heard(session).model_copy(update={"at": at})])
    with Store.open(path) as other:
        (entry,) = other.entries(deal.id)
        assert entry.at == at
        assert entry.at.utcoffset() == timedelta(hours=9)


def test_an_entry_sent_again_is_passed_over(store: Store) -> None:
    deal, session = begin(store)
    first, second = heard(session, "one"), heard(session, "two")
    store.append(deal.id, [first])
    store.append(deal.id, [first, second, second])
    store.append(deal.id, [second])
    assert store.entries(deal.id) == (first, second)


def test_the_first_of_two_entries_with_one_id_stays(store: Store) -> None:
    deal, session = begin(store)
    first = heard(session, "one")
    changed = first.model_copy(update={"body": b.Heard(words="changed")})
    store.append(deal.id, [first, changed])
    store.append(deal.id, [changed])
    assert store.entries(deal.id) == (first,)


def test_nothing_to_append_gives_the_state(store: Store) -> None:
    deal, session = begin(store)
    state = store.append(deal.id, [heard(session)])
    assert store.append(deal.id, []) == state


def test_a_session_of_another_deal_is_refused_and_nothing_is_written(store: Store) -> None:
    deal, session = begin(store)
    _, other = begin(store)
    with pytest.raises(StoreError, match=str(other.id)):
        store.append(deal.id, [heard(session), heard(other)])
    with pytest.raises(StoreError, match="no session"):
        store.append(deal.id, [heard(uuid4())])
    assert store.entries(deal.id) == ()
    assert copied(store, deal) == []
    assert store.append(deal.id, [heard(session)]).log


def test_an_entry_of_another_deal_is_refused(store: Store) -> None:
    deal, session = begin(store)
    other, other_session = begin(store)
    entry = heard(session)
    store.append(deal.id, [entry])
    with pytest.raises(StoreError, match="another deal"):
        store.append(other.id, [entry.model_copy(update={"session": other_session.id})])


def test_a_session_cannot_move_to_another_deal(store: Store) -> None:
    _, session = begin(store)
    other, _ = begin(store)
    with pytest.raises(StoreError, match="belongs to another deal"):
        store.start_session(session.model_copy(update={"deal": other.id}))


def test_two_windows_see_each_other(store: Store, path: Path) -> None:
    deal, session = begin(store)
    with Store.open(path) as other:
        ours, theirs, last = (heard(session, words) for words in ("ours", "theirs", "last"))
        store.append(deal.id, [ours])
        assert other.append(deal.id, [theirs]).log == (ours, theirs)
        assert store.state(deal.id).log == (ours, theirs)
        other.append(deal.id, [last])
        state = store.append(deal.id, [heard(session), last])
        assert state.log[:3] == (ours, theirs, last)
        assert other.state(deal.id) == state
        assert copied(store, deal) == folded(store, deal)


# ── standings ────────────────────────────────────────────────────────────────────────────────


def test_the_copy_of_the_standings_follows_the_entries(store: Store) -> None:
    deal, session = begin(store)
    agreed = an_entry(session, b.Agreed(rung="target", value=24))
    store.append(deal.id, [heard(session), heard(session, clause="exit.assistance"), agreed])
    exit_, pinning = copied(store, deal)
    assert (exit_.clause, exit_.standing) == ("exit.assistance", Standing.OPEN)
    assert (pinning.clause, pinning.standing) == (CLAUSE, Standing.AGREED)
    assert (pinning.agreed, pinning.value, pinning.last_at) == ("target", 24, TEN)
    store.append(deal.id, [an_entry(session, b.Retracted(entry=agreed.id))])
    assert copied(store, deal)[1].standing is Standing.OPEN
    assert copied(store, deal)[1].agreed is None


def test_a_clause_whose_only_entry_is_retracted_has_no_standing_left(store: Store) -> None:
    deal, session = begin(store)
    entry = heard(session)
    store.append(deal.id, [entry])
    store.append(deal.id, [an_entry(session, b.Retracted(entry=entry.id))])
    assert copied(store, deal) == []


def test_rebuilding_repairs_the_copy(store: Store) -> None:
    deal, session = begin(store)
    regulated = Profile(risk_tier=RiskTier.REGULATED)
    store.append(
        deal.id, [heard(session), an_entry(session, b.Profiled(profile=regulated), clause=None)]
    )
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE standing SET clause = 'made.up', agreed = 'target'")
        connection.exec_driver_sql("UPDATE deal SET profile_now = NULL")
    state = store.rebuild(deal.id)
    assert len(state.log) == 2
    assert copied(store, deal) == folded(store, deal)
    assert store.overview()[0].profile == regulated


@settings(max_examples=40, deadline=None)
@given(histories())
def test_what_is_read_again_is_what_was_recorded(history: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "negotiator.sqlite")
        deal = a_deal()
        with Store.open(path) as store:
            store.add_deal(deal, version="1", text=TEXT)
            store.start_session(a_session(deal).model_copy(update={"id": SESSION}))
            for edition in EDITIONS:
                store.add_edition(edition, playbook="llm-vendor", version="1", text=TEXT)
            middle = len(history) // 2
            store.append(deal.id, history[:middle])
            for entry in history[middle:]:
                state = store.append(deal.id, [entry])
                assert copied(store, deal) == folded(store, deal)
            state = store.state(deal.id)
        assert state == fold(sorted(history, key=lambda entry: entry.at)), "in order of time"
        with Store.open(path) as again:
            assert again.state(deal.id) == state
            assert [entry.at.utcoffset() for entry in again.entries(deal.id)] == [
                entry.at.utcoffset() for entry in state.log
            ]
            assert copied(again, deal) == folded(again, deal)
            assert again.rebuild(deal.id) == state
            assert again.overview()[0].profile == (state.profile or deal.profile)
            assert again.overview()[0].edition == (state.edition or deal.edition)


def test_a_database_put_back_to_an_earlier_time_is_read_afresh(store: Store, path: Path) -> None:
    deal, session = begin(store)
    first = heard(session, "kept")
    store.append(deal.id, [first])
    store.append(deal.id, [heard(session, "lost"), heard(session, "lost too")])
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM entry WHERE seq > 1")
    again = heard(session, "after")
    assert store.append(deal.id, [again]).log == (first, again)
    assert copied(store, deal) == folded(store, deal)


def test_closing_twice_does_no_harm_and_a_closed_store_says_so(path: Path) -> None:
    store = Store.open(path)
    store.close()
    store.close()
    with pytest.raises(StoreError):
        store.deals()
