"""What was said is found word by word, and the index of it is never what anything rests on."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from negotiator.deal.body import Agreed, Heard, Note
from negotiator.store import Store, search
from negotiator.store.purge import purge
from negotiator.store.sessions import Sought
from tests.store.samples import a_deal, a_session, an_entry, begin, begun, heard
from tests.store.test_upgrade import FIXTURES

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def found(store: Store, words: str) -> list[str]:
    """What was said where these words stand, in order."""
    past = store.past_sessions(Sought(*ALWAYS, words=words), lambda _: True)
    places = [seq for each in past for seq in each.found]
    kept = store.found(places)
    return [kept[seq].words for seq in sorted(places)]


def said(path: Path, *words: str) -> None:
    """A file in which that was said."""
    deal, session = begun(path)
    with Store.open(path) as store:
        store.append(deal.id, [heard(session, each) for each in words])


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        ("retention thirty", ["Thirty days of retention, no less"]),
        ("RETEN", ["Thirty days of retention, no less"]),
        ("reten thirty", []),  # only the last word may still be typed
        ("cafe munchen", ["the Café in München"]),
        ("CAFÉ", ["the Café in München"]),
        ("days cafe", []),
        ("e-mail", ["by e-mail, or not"]),
        ("%", []),
    ],
)
def test_all_words_must_stand_and_the_last_may_go_on(
    store: Store, sought: str, expected: list[str]
) -> None:
    deal, session = begin(store)
    told = ("Thirty days of retention, no less", "the Café in München", "by e-mail, or not")
    store.append(deal.id, [heard(session, words) for words in told])
    store.append(deal.id, [an_entry(session, Agreed(rung="target"))])
    assert found(store, sought) == expected


@pytest.mark.parametrize(
    "typed",
    ['"', 'one"', "one OR two", "one NOT two", "NEAR(one two)", "words:one", "-one", "^one", "on*",
     "(one", "one + two", "{words}: one", "\0", "o\0ne", "one AND", "\udc80"],
)  # fmt: skip
def test_nothing_that_is_typed_is_a_query(store: Store, typed: str) -> None:
    deal, session = begin(store)
    store.append(deal.id, [heard(session, words) for words in ("one", "two", "near")])
    assert "two" not in found(store, typed)


def test_what_an_old_database_holds_is_found(path: Path) -> None:
    shutil.copy(FIXTURES / "v1.sqlite", path)
    with Store.open(path) as store:
        told = [entry.body.words for _, entry in store.heard() if isinstance(entry.body, Heard)]
        assert told
        assert set(told) == {words for each in told for words in found(store, each.split("\0")[0])}


def test_what_is_merged_is_found(store: Store) -> None:
    deal = a_deal()
    session = a_session(deal)
    entries = [heard(session, "carried over")]
    for _ in range(2):
        store.merge(deal, editions=[(deal.edition, "p", "1", "{}")], sessions=[session],
                    entries=entries)  # fmt: skip
    assert found(store, "carried") == ["carried over"]


def test_what_is_recovered_is_found(path: Path) -> None:
    said(path, "every word of it")
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 1_000)  # the list of tables
    with Store.open(path) as store:
        assert store.recovery
        assert found(store, "word") == ["every word of it"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE said_data SET block = x'ffffffffffffffffffff'",
        "UPDATE said_data SET block = x'ffffffffffffffffffff' WHERE id > 10",
        "DELETE FROM said_data",
        "DELETE FROM said_config",
    ],
)
def test_a_damaged_index_keeps_nothing_from_being_recorded_or_found(
    path: Path, damage: str
) -> None:
    said(path, "said before")
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(damage)
    with Store.open(path) as store:
        deal, session = store.deals()[0], store.sessions(store.deals()[0].id)[0]
        assert found(store, "said") == ["said before"]
        store.append(deal.id, [heard(session, "said after")])
        assert found(store, "said") == ["said before", "said after"]


def test_a_sqlite_without_fts5_records_and_finds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(path, "with an index")
    monkeypatch.setattr(search, "_HAS_FTS5", "SELECT 1 WHERE 0")
    with Store.open(path) as store:
        deal = store.deals()[0]
        session = store.sessions(deal.id)[0]
        store.append(deal.id, [an_entry(session, Note(words="without an index"))])
        assert found(store, "an ind") == ["with an index", "without an index"]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM said WHERE said MATCH 'an'").fetchone() == (1,)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert found(store, "an ind") == ["with an index", "without an index"]
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM said WHERE said MATCH 'an'").fetchone() == (2,)


def test_no_word_of_a_purged_deal_is_in_the_index(path: Path) -> None:
    with Store.open(path) as store:
        gone, before = begin(store)
        deal, session = begin(store)
        store.append(gone.id, [heard(before, "quarterly zqxmark")])
        store.append(deal.id, [heard(session, "quarterly audits")])
    assert b"zqxmark" in path.read_bytes()
    assert purge(path, str(gone.id))
    assert b"xmark" not in path.read_bytes()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, said, row)")
        terms = [term for (term,) in file.execute("SELECT term FROM terms")]
    assert terms == ["audits", "quarterly"]
    with Store.open(path) as store:
        assert found(store, "quarterly") == ["quarterly audits"]
        store.append(deal.id, [heard(session, "quarterly it is")])
        assert found(store, "quarterly") == ["quarterly audits", "quarterly it is"]
