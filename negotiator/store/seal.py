"""The checksum kept with each entry, and what is found when a row no longer agrees with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from operator import itemgetter

from negotiator.deal.entry import Entry
from negotiator.store.rows import Row, Values, entry_of

_SEALED = "id deal session clause kind author at offset_minutes body".split()
"""What an entry says, in this order for ever; its place in the table may change with an import."""
_BYTES = 16
_said = itemgetter(*_SEALED)


def seal_of(row: Row) -> str:
    """The checksum of what a row says: blake2b over its columns, spelled in ASCII."""
    return blake2b(ascii(_said(row)).encode(), digest_size=_BYTES).hexdigest()


def sealed(values: Values) -> Values:
    """A new row with its checksum."""
    return {**values, "seal": seal_of(values)}


def intact(row: Row) -> bool:
    """Whether a row is as it was written."""
    return bool(seal_of(row) == row["seal"])


@dataclass(frozen=True, slots=True)
class Damage:
    """An entry that is not as it was written."""

    id: str
    deal: str
    clause: str | None
    at: str
    kind: str
    readable: bool
    """It still says something, which may not be what was recorded; otherwise it does not count."""

    def __str__(self) -> str:
        about = self.clause or "no clause"
        how = "was altered on the disk" if self.readable else "can no longer be read"
        return f"The entry {self.kind!r} of {self.at[:16]} UTC ({about}, {self.id[:8]}) {how}."


def entries_in(rows: Iterable[Row]) -> tuple[list[Entry], list[Damage]]:
    """The entries in rows, and the damage among them, in order.

    Raises:
        ValueError: a row is as it was written, and this version of the program cannot read it.
    """
    entries: list[Entry] = []
    damaged: list[Damage] = []
    for row in rows:
        whole = intact(row)
        try:
            entries.append(entry_of(row))
        except (ValueError, TypeError, OverflowError):
            if whole:
                raise
            damaged.append(damage_of(row, readable=False))
        else:
            if not whole:
                damaged.append(damage_of(row, readable=True))
    return entries, damaged


def damage_of(row: Row, *, readable: bool) -> Damage:
    """A damaged row as a person can find it again."""
    clause = row["clause"]
    return Damage(
        id=str(row["id"]),
        deal=str(row["deal"]),
        clause=None if clause is None else str(clause),
        at=str(row["at"]),
        kind=str(row["kind"]),
        readable=readable,
    )
