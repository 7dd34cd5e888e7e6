"""Histories that read like years of a team's calls, written at once through the real schema.

    python -m benchmarks.histories WORKSPACE SESSIONS

Standings are kept as the entries go along, simpler than the fold would: what was agreed, refused
or put off last. Everything else is what the program itself would have written, seals included.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from negotiator.desk.library import Library
from negotiator.desk.workspace import Workspace
from negotiator.playbook.edition import digest_of, dump_edition
from negotiator.playbook.model import Clause, Playbook
from negotiator.store import Store
from negotiator.store.rows import Values
from negotiator.store.seal import sealed

LAST = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAYS = 730
SESSIONS_OF_A_DEAL = 8
CLAUSES_OF_A_SESSION = 12
VENDORS = tuple(
    f"{first} {last}"
    for first in ("Acme", "Corvid", "Halyard", "Lumen", "Northwind", "Osprey", "Quill", "Tamarack")
    for last in ("AI", "Labs", "Systems", "Cloud", "Research")
)
AUTHORS = ("Ana", "Ben", "Chiara", "Dmitri", "Tomas", "Yuki")
_PROFILE = json.dumps({"risk_tier": "customer-facing"})
_STANDING = {
    "agreed": "agreed in principle",
    "refused": "deadlocked",
    "deferred": "deferred",
    "countered": "countered",
}
_SEEN = ("yes", "no", "unknown")


def write(path: Path, playbook: Playbook, sessions: int) -> int:
    """A database of so many sessions; how many entries they have."""
    random = Random(7)
    text = dump_edition(playbook)
    digest = digest_of(playbook)
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous=OFF")
        file.execute("PRAGMA cache_size=-200000")
        file.execute("BEGIN")
        file.execute(
            "INSERT INTO edition VALUES (?, ?, ?, ?)",
            (digest, playbook.id, playbook.playbook.version, text),
        )
        for number in range(-(-sessions // SESSIONS_OF_A_DEAL)):
            held = min(SESSIONS_OF_A_DEAL, sessions - number * SESSIONS_OF_A_DEAL)
            _deal(file, playbook, digest, held, random)
        file.execute("COMMIT")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (entries,) = file.execute("SELECT count(*) FROM entry").fetchone()
    return int(entries)


def _deal(
    file: sqlite3.Connection, playbook: Playbook, digest: str, sessions: int, random: Random
) -> None:
    deal, vendor = _id(random), random.choice(VENDORS)
    began = LAST - timedelta(days=random.randrange(90, DAYS), minutes=random.randrange(480))
    _insert(
        file,
        "deal",
        [
            {
                "id": deal,
                "vendor": vendor,
                "title": f"Agreement {random.randrange(10_000)}",
                "profile": _PROFILE,
                "playbook": playbook.id,
                "edition": digest,
                "created": _text(began),
                "created_offset": 60,
            }
        ],
    )
    entries: list[Values] = []
    standings: dict[str, Values] = {}
    for number in range(sessions):
        started = began + timedelta(days=11 * number, minutes=random.randrange(300))
        session = {
            "id": _id(random),
            "deal": deal,
            "kind": random.choice(("call", "call", "e-mail round", "review")),
            "started": _text(started),
            "started_offset": 60,
            "ended": _text(started + timedelta(minutes=45)),
            "ended_offset": 60,
            "planned_minutes": 45,
            "author": random.choice(AUTHORS),
        }
        _insert(file, "session", [session])
        seconds = 0
        for clause, kind, body in _call(playbook, random):
            seconds += random.randrange(5, 60)
            at = _text(started + timedelta(seconds=seconds))
            row: Values = {
                "id": _id(random),
                "deal": deal,
                "session": session["id"],
                "clause": clause,
                "kind": kind,
                "author": session["author"],
                "at": at,
                "offset_minutes": 60,
                "body": json.dumps({"kind": kind, **body}, ensure_ascii=False,
                                   separators=(",", ":")),
            }  # fmt: skip
            entries.append(sealed(row))
            if clause and kind in _STANDING:
                standings[clause] = _standing(deal, clause, kind, body, at)
    _insert(file, "entry", entries)
    _insert(file, "standing", list(standings.values()))


def _call(playbook: Playbook, random: Random) -> Iterator[tuple[str | None, str, Values]]:
    """What happens in a session: some clauses come up, in turn, and a few things beside them."""
    for clause in random.sample(playbook.clause, min(CLAUSES_OF_A_SESSION, len(playbook.clause))):
        yield from ((clause.id, kind, body) for kind, body in _exchange(clause, random))
    yield None, "note", {"words": f"They will send the {random.choice(AUTHORS)} figures by Friday"}
    yield None, "heard", {"words": f"our office in Lisbon has {random.randrange(90)} people"}


def _exchange(clause: Clause, random: Random) -> Iterator[tuple[str, Values]]:
    """A clause is brought up, objected to, answered, and ends somewhere on its ladder."""
    yield "raised", {"words": clause.question}
    if clause.objection:
        objection = random.choice(clause.objection)
        phrase = random.choice(objection.heard)
        match = {"objection": objection.id, "phrase": phrase, "score": 0.8}
        yield "heard", {"words": f"{phrase}, as {random.choice(AUTHORS)} said", "match": match}
        step = random.randrange(len(objection.counter))
        words = objection.counter[step].say
        landed = random.choice(_SEEN)
        yield (
            "countered",
            {"objection": objection.id, "step": step, "words": words, "landed": landed},
        )
    rung = random.choice([*clause.ladder][:-1] or [*clause.ladder])
    if random.random() < 0.1:
        get = random.choice(("", "a named contact", "a longer notice"))
        yield "traded", {"give": "a longer term", "get": get, "free": False, "answers": None}
    match random.randrange(5):
        case 0:
            yield "refused", {"words": "no, that is not something we do", "final": False}
        case 1:
            yield "deferred", {"owner": "their legal", "words": "let me check with legal"}
        case _:
            yield "offered", {"rung": rung, "words": ""}
            yield "agreed", {"rung": rung, "words": "we can live with that"}


def _standing(deal: str, clause: str, kind: str, body: Values, at: str) -> Values:
    return {
        "deal": deal,
        "clause": clause,
        "standing": _STANDING[kind],
        "offered": body.get("rung"),
        "agreed": body.get("rung") if kind == "agreed" else None,
        "refusals": int(kind == "refused"),
        "deferrals": int(kind == "deferred"),
        "deferred_to": body.get("owner", ""),
        "approver": "",
        "document": "",
        "section": "",
        "last_at": at,
    }


def _insert(file: sqlite3.Connection, table: str, rows: list[Values]) -> None:
    if rows:
        names = [*rows[0]]
        places = ", ".join(f":{name}" for name in names)
        file.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)


def _id(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def _text(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


if __name__ == "__main__":
    workspace = Workspace(Path(sys.argv[1]))
    shipped, _ = Library(workspace).playbook("llm-vendor")
    print(write(Path(workspace.database), shipped, int(sys.argv[2])))
