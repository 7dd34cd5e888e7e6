"""The same store on a PostgreSQL server, a real one; passed over where none can be started."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest

from negotiator.deal import body as b
from negotiator.store import Store
from negotiator.store.sessions import Sought
from tests.store.samples import CLAUSE, TEN, a_deal, an_entry, begin, copied, heard

pytest.importorskip("psycopg")
if not shutil.which("initdb") or not shutil.which("pg_ctl"):
    pytest.skip("no PostgreSQL server is installed", allow_module_level=True)

_LONG_AGO, _LATER = TEN - timedelta(days=365), TEN + timedelta(days=365)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a server that is reached by a socket in a folder of its own, and by nothing else.

    Its path is short, because that of a socket may not be long.
    """
    with TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        data = f"{folder}/data"
        user = None
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            user = "nobody"
            shutil.chown(folder, user)
        options = f"-k {folder} -c listen_addresses='' -F"
        make = ["initdb", "-D", data, "-A", "trust", "-U", "ana", "-E", "UTF8", "--locale=C", "-N"]
        start = ["pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start"]
        stop = ["pg_ctl", "-D", data, "-m", "immediate", "stop"]
        for command in (make, start):
            subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgresql://ana@/postgres?host={folder}"
        finally:
            subprocess.run(stop, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def store(server: str) -> Iterator[Store]:
    """A store with nothing in it."""
    with Store.open(server) as store:
        with store._database.writing() as connection:
            connection.exec_driver_sql("TRUNCATE edition, deal, session, entry, standing")
        yield store


def test_what_one_window_adds_the_other_sees(store: Store, server: str) -> None:
    deal, session = begin(store)
    one, two = heard(session), an_entry(session, b.Agreed(rung="target"))
    store.append(deal.id, [one])
    with Store.open(server) as other:
        assert other.append(deal.id, [two]).log == (one, two)
        assert [each.agreed for each in copied(other, deal)] == ["target"]
    assert store.entries(deal.id) == (one, two)
    assert store.append(deal.id, [one]).log == (one, two), "what is there is passed over"
    assert (store.damaged(deal.id), store.astray()) == ((), [])


def test_deals_at_a_glance(store: Store) -> None:
    first, session = begin(store, a_deal("Acme AI", created=_LONG_AGO))
    renewal, _ = begin(store, a_deal("Corvid", follows=first.id, created=TEN - timedelta(1)))
    assert [row.deal for row in store.overview(1)] == [renewal], "the one begun last"
    store.append(first.id, [heard(session)])
    assert [row.deal for row in store.overview()] == [first, renewal], "the oldest first"
    assert [row.deal for row in store.overview(1)] == [first], "the one touched last"
    assert [row.deal.id for row in store.dated([first.id])] == [first.id, renewal.id]
    assert (store.renewal(first.id), store.renewal(renewal.id)) == (renewal, None)


def test_words_are_found_without_an_index_of_them(store: Store) -> None:
    deal, session = begin(store)
    said = ('we keep "prompts" thirty days', "Größe zählt, 100%", "thirty_one")
    store.append(deal.id, [heard(session, words, None) for words in said])

    def found(words: str) -> list[str]:
        sought = Sought(_LONG_AGO, _LATER, words=words)
        past = store.past_sessions(sought, lambda _: True)
        numbers = [number for each in past for number in each.found]
        return [each.words for _, each in sorted(store.found(numbers).items())]

    assert found("THIRTY days") == [said[0]]
    assert found('"prompts"') == [said[0]]
    assert found("größe 100%") == [said[1]]
    assert found("y_o") == [said[2]], "what is typed is no pattern"
    assert found("words") == [], "the record's own names are not searched"
    assert store.past_sessions(Sought(_LONG_AGO, _LATER, words="thirty"), lambda _: False) == []


def test_what_the_team_knows(store: Store) -> None:
    deal, session = begin(store)
    match = b.Match(objection="one-fleet")
    unknown, gone = heard(session, "something new", None), heard(session, "a slip", None)
    told = [
        an_entry(session, b.Heard(words="no", match=match)),
        an_entry(session, b.Countered(objection="one-fleet", landed=b.Landed.YES)),
        an_entry(session, b.Traded(give="a reference")),
        an_entry(session, b.Agreed(rung="target")),
        *(unknown, gone),
        an_entry(session, b.Retracted(entry=gone.id), None),
    ]
    store.append(deal.id, told)
    for vendor in ("", "acme"):
        known = store.knowledge(_LONG_AGO, _LATER, vendor, lambda _: True)
        assert known.objections[CLAUSE, "one-fleet"].heard == 1
        assert known.counters[CLAUSE, "one-fleet", 0].yes == 1
        assert (known.days, [each.give for each in known.given]) == ({CLAUSE: [0]}, ["a reference"])
        assert [words for *_, words in known.unknown] == ["something new"]
    assert store.knowledge(_LONG_AGO, _LATER, "corvid", lambda _: True).objections == {}
    (past,) = store.past_sessions(Sought(_LONG_AGO, _LATER), lambda _: True)
    assert (past.kinds, past.free) == ({"agreed": 1, "traded": 1}, 1)
    (precedent,) = store.precedents(beside=uuid4())
    assert (precedent.clause, precedent.rung) == (CLAUSE, "target")
    counted = store.counted_precedents(beside=deal.id)
    assert counted == {}, "the deal itself is none"
    assert store.given(CLAUSE) == {str(deal.id): [("a reference", "")]}
