"""What was typed, word by word: what each adds to what the line says.

Every word changes only what comes after it, so the words before the one being typed are read once:
a key costs one word and not the whole line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from negotiator.suggest.bayes import Sum, nothing
from negotiator.suggest.index import Index
from negotiator.suggest.readings import readings
from negotiator.suggest.words import STOP_WORDS, stem

_SYNONYM = 0.6
"""What a synonym counts beside the word itself."""
_LONGEST = 3
"""Stems of which a synonym may consist."""
_REMEMBERED = 64
"""Lines kept: that of one key ago, and those of what is taken back."""


@dataclass(slots=True)
class Line:
    """The words so far, read against an index: repaired, completed and widened by synonyms."""

    words: Sum
    """What the features say."""
    letters: Sum
    """What the runs of letters say."""
    told: list[str] = field(default_factory=list)
    """The words that are not stop words, as typed."""
    features: dict[str, float] = field(default_factory=dict)
    """Stems, stop words among them, and pairs of neighbours; how sure it is that each was meant."""
    origin: dict[str, str] = field(default_factory=dict)
    """Stem -> the word as typed from which it came; stop words have none."""
    known: float = 0.0
    """How telling the words are that the playbook knows."""
    whole: float = 0.0
    """How telling all of them are."""
    stems: list[str] = field(default_factory=list)
    """The likeliest stem of each word told."""
    last: str = ""
    """The likeliest stem of the last word, which may be a stop word."""

    def with_word(self, index: Index, word: str, *, unfinished: bool = False) -> Line:
        """The line with one more word, which may still be being typed."""
        line = Line(
            self.words.copy(),
            self.letters + index.letters.word(word, unfinished)
            if word not in STOP_WORDS
            else self.letters,
            self.told[:],
            self.features.copy(),
            self.origin.copy(),
            self.known,
            self.whole,
            self.stems[:],
            self.last,
        )
        line._add(index, word, unfinished)
        return line

    def _add(self, index: Index, word: str, unfinished: bool) -> None:
        before = self.last
        if word in STOP_WORDS:
            self.last = stem(word)
            self._say(index, self.last, 1.0)
        else:
            self.told.append(word)
            self._tell(index, word, unfinished)
            self.stems.append(self.last)
        pair = f"{before} {self.last}"
        if index.words.telling(pair):
            surest = min(self.features.get(each, 0.0) for each in (before, self.last))
            self._say(index, pair, surest)
        if self.last in self.origin:
            self._widen(index)

    def _tell(self, index: Index, word: str, unfinished: bool) -> None:
        found = readings(index, word, unfinished)
        # A word that the playbook does not have may still be a synonym of one that it has.
        self.last = found[0][0] if found else stem(word)
        self.origin.setdefault(self.last, word)
        if found:
            told_by_it = max(index.words.telling(each) for each, _ in found)
            self.whole += told_by_it
            self.known += told_by_it * found[0][1]
        elif not unfinished:  # while it is typed it is not yet one that the playbook does not know
            self.whole += index.letters.unknown
        for each, sure in found:
            if self._say(index, each, sure):
                self.origin[each] = word

    def _widen(self, index: Index) -> None:
        """Add the synonyms of every run of stems that ends here."""
        for length in range(1, min(_LONGEST, len(self.stems)) + 1):
            member = tuple(self.stems[-length:])
            for other in index.synonyms.get(member, ()):
                if other not in self.features and index.words.telling(other):
                    self._say(index, other, _SYNONYM * self.features.get(member[0], 1.0))
                    self.origin[other] = self.origin[member[0]]

    def _say(self, index: Index, feature: str, sure: float) -> bool:
        """Let a feature speak, where it was less sure before that it was meant."""
        before = self.features.get(feature, 0.0)
        if sure <= before:
            return False
        self.features[feature] = sure
        index.words.add(self.words, feature, sure, before)
        return True


def line_of(index: Index, words: Sequence[str], *, unfinished: bool) -> Line:
    """The line of these words; the last of them may still be being typed."""
    if not words:
        clauses = len(index.letters.burden)
        return Line(nothing(clauses), nothing(clauses))
    steady = _steady(index, tuple(words[:-1]))
    return steady.with_word(index, words[-1], unfinished=unfinished)


def _steady(index: Index, words: tuple[str, ...]) -> Line:
    """The line of words that are finished: most likely it, or all but its last word, is known."""
    known = index.lines.get(words)
    if known is None:
        before = next(
            (n for n in range(len(words) - 1, 0, -1) if words[:n] in index.lines),
            0,
        )
        known = index.lines[words[:before]] if before else line_of(index, (), unfinished=False)
        for word in words[before:]:
            known = known.with_word(index, word)
        if len(index.lines) >= _REMEMBERED:
            index.lines.clear()
        index.lines[words] = known
    return known
