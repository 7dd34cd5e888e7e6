"""Texts at the edge: what the store keeps exactly, and what it refuses in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pydantic import ValidationError

from negotiator.deal.body import Heard, Note
from negotiator.store import Store, StoreError
from tests.store.samples import a_deal, a_session, an_entry, begin, heard

STATEMENTS = {
    "ten thousand characters": "we roll everyone forward " * 400,
    "emoji": "no 🙅🏽‍♀️ way 👨‍👩‍👧‍👦",
    "NUL": "before\0after",
    "control characters": "\x1b[31mred\x07\r\n\t\x9b",
    "right to left": "\u202eabc\u202c",
    "quotes": """'; DROP TABLE entry; -- "''" \\ %s :id ?""",
    "JSON": '{"kind": "agreed"}',
    "noncharacters": "\uffff\ufeff\U0010ffff",
    "nothing": "",
}


@pytest.mark.parametrize("words", STATEMENTS.values(), ids=STATEMENTS)
def test_words_are_kept_to_the_letter(path: Path, words: str) -> None:
    with Store.open(path) as store:
        deal, session = begin(store)
        entry = heard(session, words)
        store.append(deal.id, [entry, an_entry(session, Note(words=words), clause=None)])
    with Store.open(path) as again:
        first, second = again.entries(deal.id)
        assert first == entry
        assert isinstance(second.body, Note)
        assert second.body.words == words


def test_names_with_anything_in_them_are_kept(path: Path) -> None:
    deal = a_deal("Łódź 🚀 \0 '; --", "“Enterprise”\n%")
    with Store.open(path) as store:
        begin(store, deal)
    with Store.open(path) as again:
        assert again.deals() == [deal]


def test_a_lone_surrogate_never_becomes_an_entry() -> None:
    """Where text enters the program it is made visible (`\\ud800`); past that, it is refused."""
    with pytest.raises(ValidationError):
        Heard(words="\ud800")


def test_a_lone_surrogate_that_slipped_by_is_refused_and_nothing_is_written(store: Store) -> None:
    deal, session = begin(store)
    broken = heard(session)
    slips = (
        broken.model_copy(update={"author": "\ud800"}),
        broken.model_copy(update={"clause": "\udfff"}),
        broken.model_copy(update={"body": broken.body.model_copy(update={"words": "\ud800"})}),
    )
    for entry in slips:
        with pytest.raises(StoreError, match="encoding"):
            store.append(deal.id, [heard(session), entry])
    with pytest.raises(StoreError, match="encoding"):
        store.start_session(a_session(deal).model_copy(update={"author": "\ud800"}))
    with pytest.raises(StoreError, match="encoding"):
        store.add_deal(a_deal(edition="b" * 64), version="1", text="\ud800")
    with pytest.raises(StoreError):
        store.edition("\ud800")
    with pytest.raises(StoreError):
        store.find_deal("\ud800")
    assert store.entries(deal.id) == ()
    assert store.append(deal.id, [broken]).log == (broken,)


def test_a_time_without_a_place_in_utc_is_refused(store: Store) -> None:
    deal, session = begin(store)
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    for at in (datetime(1, 1, 1, tzinfo=east), datetime(9999, 12, 31, 23, tzinfo=west)):
        with pytest.raises(StoreError, match="encoding"):
            store.append(deal.id, [heard(session).model_copy(update={"at": at})])


def test_the_first_and_the_last_time_there_is_are_kept(store: Store, path: Path) -> None:
    deal, session = begin(store)
    times = [datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
    entries = [heard(session).model_copy(update={"at": at}) for at in times]
    store.append(deal.id, entries)
    with Store.open(path) as again:
        assert [entry.at for entry in again.entries(deal.id)] == times
