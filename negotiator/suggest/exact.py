"""What the playbook says word for word: such a text is always found, however little it tells."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Exact:
    """The phrases by their words, abbreviations spelled out, as checksums that are sorted.

    Of eight bytes, so that no other text has the same one by chance.
    """

    sums: array[int]
    clauses: array[int]
    """Which clause each is a phrase of."""
    numbers: array[int]
    """Which of its phrases each is, in the playbook's order."""

    def find(self, words: Sequence[str]) -> tuple[int, int] | None:
        """The clause and the number of the phrase of these very words; None where none has them."""
        sought = checksum(words)
        place = bisect_left(self.sums, sought)
        if place == len(self.sums) or self.sums[place] != sought:
            return None
        return self.clauses[place], self.numbers[place]


def exact_of(phrases: Iterable[tuple[int, Sequence[str]]]) -> Exact:
    """The phrases of all clauses, each a clause's number and its words, in the playbook's order."""
    counts: dict[int, int] = {}
    found: dict[int, tuple[int, int]] = {}
    for clause, words in phrases:
        number = counts.get(clause, 0)
        counts[clause] = number + 1
        if words:
            found.setdefault(checksum(words), (clause, number))
    sums = sorted(found)
    return Exact(
        array("Q", sums),
        array("I", (found[each][0] for each in sums)),
        array("I", (found[each][1] for each in sums)),
    )


def checksum(words: Sequence[str]) -> int:
    """A number that other words do not have."""
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest())
