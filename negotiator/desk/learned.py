"""What negotiators taught the matching by filing words otherwise than was suggested."""

from __future__ import annotations

from collections.abc import Iterable

from negotiator.deal.body import Heard
from negotiator.deal.entry import Entry
from negotiator.suggest import Correction


def corrections(entries: Iterable[Entry]) -> tuple[Correction, ...]:
    """The corrections among entries that count, in their order."""
    return tuple(
        Correction(entry.body.words, entry.clause, entry.body.match.objection)
        for entry in entries
        if isinstance(entry.body, Heard)
        and entry.clause
        and entry.body.match is not None
        and entry.body.match.corrected
    )
