"""What was given and what came back: which gives are still waiting for something."""

from __future__ import annotations

from collections.abc import Iterable

from negotiator.deal import body as b
from negotiator.deal.entry import Entry


def unanswered(trades: Iterable[Entry]) -> tuple[Entry, ...]:
    """The gives for which nothing came back and which nobody said to be free, oldest first."""
    bodies = [(entry, entry.body) for entry in trades if isinstance(entry.body, b.Traded)]
    answered = {body.answers for _, body in bodies if body.get.strip() or body.free}
    return tuple(
        entry
        for entry, body in bodies
        if body.give.strip() and not body.get.strip() and not body.free and entry.id not in answered
    )
