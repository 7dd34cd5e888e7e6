"""What negotiators taught the matching by filing words otherwise than was suggested."""

from __future__ import annotations

from collections.abc import Iterable

from negotiator.deal.body import Heard, Unlearned
from negotiator.deal.entry import Entry
from negotiator.suggest import Correction


def taught(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that teach, of those that count: filed by hand, and not unlearned."""
    known = list(entries)
    unlearned = {entry.body.entry for entry in known if isinstance(entry.body, Unlearned)}
    return [
        entry
        for entry in known
        if isinstance(entry.body, Heard)
        and entry.clause
        and entry.body.match is not None
        and entry.body.match.corrected
        and entry.id not in unlearned
    ]


def corrections(entries: Iterable[Entry]) -> tuple[Correction, ...]:
    """What entries that count teach, in their order."""
    return tuple(map(_correction, taught(entries)))


def _correction(entry: Entry) -> Correction:
    body = entry.body
    assert isinstance(body, Heard), "nothing else teaches"
    objection = body.match.objection if body.match else None
    return Correction(body.words, entry.clause or "", objection)
