"""A log played again entry by entry, with the state after each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState, apply


def replay(log: Sequence[Entry], first: int) -> Iterator[DealState]:
    """The state before the entry at a place, then after it and after each that follows.

    Each is what `fold` makes of the log up to there, but without a log, which would be copied for
    every entry. A retraction folds anew only what comes after the entry that it reaches.
    """
    counting = _Counting(log)
    for number in range(first):
        counting.add(number)
    known = len(counting.places)
    states = [_folded(counting.entries(0))]  # after the first `known` that count, and each further
    yield states[-1]
    for number in range(first, len(log)):
        same = counting.add(number)
        if same < known:
            known, states = same, [_folded(counting.entries(0, same))]
        del states[same - known + 1 :]
        for entry in counting.entries(same):
            states.append(apply(states[-1], entry))
        yield states[-1]


def _folded(entries: Sequence[Entry]) -> DealState:
    return reduce(apply, entries, DealState())


class _Counting:
    """Which entries count, as `live` has it, while a log grows by one after another."""

    def __init__(self, log: Sequence[Entry]) -> None:
        self.places: list[int] = []
        """Where the entries that count stand in the log, in order."""
        self._log = log
        self._place: dict[UUID, int] = {}
        self._reached: Counter[int] = Counter()
        """How many retractions that count reach the entry at a place."""

    def entries(self, start: int, end: int | None = None) -> list[Entry]:
        """Some of those that count."""
        return [self._log[place] for place in self.places[start:end]]

    def add(self, number: int) -> int:
        """Go on to a place of the log; how many count as before, up to the first that does not."""
        entry = self._log[number]
        if entry.id in self._place:
            return len(self.places)
        self._place[entry.id] = number
        changed: int | None = number
        if isinstance(entry.body, b.Retracted):
            changed = self._change(entry.body, number)
        if changed is None:
            return len(self.places)
        same = bisect_left(self.places, changed)
        if self.places[same : same + 1] == [changed]:
            del self.places[same]
        else:
            self.places.insert(same, changed)
        return same

    def _change(self, retraction: b.Retracted, number: int) -> int | None:
        """Let a retraction count; the place of the entry that counts otherwise since, if one does.

        Where it takes back another retraction, that one's entry counts again, and so on.
        """
        by = 1
        while (place := self._place.get(retraction.entry, number)) < number:
            before = self._reached[place]
            self._reached[place] += by
            if bool(before) == bool(self._reached[place]):
                return None
            body = self._log[place].body
            if not isinstance(body, b.Retracted):
                return place
            retraction, number, by = body, place, -by
        return None
