"""What an Open Playbook says of a clause, as the rungs of a ladder.

The format describes what happened: our standard, wordings signed that are as good as it, wordings
signed that are worse, wordings struck before signature. In this order they descend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile

from negotiator.playbook.exchange.draft import LONGEST_LABEL
from negotiator.playbook.exchange.opf import Citation, ClausePosition, Observation
from negotiator.playbook.exchange.opf_parties import without_signatures
from negotiator.playbook.rules.texts import SHORT_BREATH
from negotiator.playbook.scales import Rung

_ADDRESS = re.compile(r".+/(opening|target|fallback-[1-9]\d?)")
_ALIKE = 3
"""Words that have to be the same at the beginning before they are left out of labels."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of the source on the way to becoming a rung."""

    rung: Rung
    summary: str
    """What the source says in a few words; empty where it only cuts the text short."""
    text: str = ""
    """The contract wording; empty where there is only a summary or a condition."""
    when: str = ""
    remark: str = ""
    ref: Citation | None = None
    from_record: bool = False
    """Whether the source names no standard, and this is what was signed unchanged."""

    @property
    def say(self) -> str:
        """What can be said of it aloud; empty for a wording that is for reading."""
        shortest = self.summary or self.text
        return shortest if len(shortest.split()) <= SHORT_BREATH else ""

    @property
    def rung_cited(self) -> str:
        """The name of the rung where the citation is the address of one, as in what we export."""
        match = _ADDRESS.fullmatch(self.ref.clause_path) if self.ref else None
        return match[1] if match else ""

    @property
    def sign(self) -> str:
        """The same for texts that differ only in spacing and capitals; empty for no text."""
        text = _even(self.text or self.summary or self.when).casefold()
        return f"{self.rung_cited} {text}" if text else ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of a clause, and what there was beside them."""

    rungs: tuple[Wording, ...]
    struck: tuple[Wording, ...]
    """What was struck before signature: together they are the walk-away."""
    repeated: int
    """Wordings that are on the ladder already."""
    passed_over: int
    """Struck wordings that were no worse for us, so no limit."""


def ladder(clause: ClausePosition) -> Ladder:
    """The ladder of a clause, each wording once."""
    rungs: dict[str, Wording] = {}
    repeated = 0
    for each in (*_standard(clause), *_variations(clause), *_concessions(clause)):
        repeated += each.sign in rungs
        if each.sign:
            first = rungs.setdefault(each.sign, each)
            rungs[each.sign] = replace(first, summary=first.summary or each.summary)
    limits: dict[str, Wording] = {}
    passed_over = 0
    for seen in clause.summary.rejected:
        each = _observed(Rung.WALK_AWAY, seen, "struck before signature")
        if each.sign in rungs or each.sign in limits:
            repeated += 1
        elif _is_limit(seen):
            limits[each.sign] = each
        else:
            passed_over += 1
    return Ladder(tuple(rungs.values()), tuple(limits.values()), repeated, passed_over)


def wordings(clause: ClausePosition) -> Iterator[str]:
    """The contract wordings of a clause from which a ladder is made, as they stand there."""
    if clause.our_standard:
        yield clause.our_standard.text
    summary = clause.summary
    yield from (each.to for each in summary.acceptable_if)
    seen = [*clause.observed_positions] if clause.our_standard is None else []
    yield from (each.full_text for each in (*summary.fallbacks, *summary.rejected, *seen))


def names(rungs: Sequence[Wording]) -> list[str]:
    """The names of the rungs of a ladder: those cited, or else by their order."""
    cited = [each.rung_cited for each in rungs]
    if all(cited) and len(set(cited)) == len(cited):
        return cited
    numbers = count(1)
    return [
        f"{each.rung}-{next(numbers)}" if each.rung is Rung.FALLBACK else str(each.rung)
        for each in rungs
    ]


def labels(wordings: Iterable[Wording]) -> list[str]:
    """A few words for each; where they begin alike, from the word on at which they differ."""
    texts = [(each.summary or each.when or each.text).split() for each in wordings]
    alike = len(list(takewhile(lambda words: len(set(words)) == 1, zip(*texts, strict=False))))
    if len(texts) < 2 or alike < _ALIKE or alike in map(len, texts):
        return [_cut(" ".join(words)) for words in texts]
    return [_cut(" ".join(("…", *words[alike:]))) for words in texts]


def _cut(text: str) -> str:
    if len(text) <= LONGEST_LABEL:
        return text
    return f"{text[: LONGEST_LABEL - 1].rpartition(' ')[0] or text[: LONGEST_LABEL - 1]}…"


def _standard(clause: ClausePosition) -> Iterator[Wording]:
    """Our standard; where the source names none, what was signed most often without deviation."""
    standard = clause.our_standard
    if standard is not None:
        text = without_signatures(standard.text).strip()
        yield Wording(Rung.TARGET, "", text, ref=standard.source_ref)
        return
    ours = [
        each
        for each in clause.observed_positions
        if (each.provenance, each.deviation, each.outcome) == ("our_paper", "none", "signed")
    ]
    if ours:
        most = max(ours, key=lambda each: each.precedent_count)
        yield _observed(Rung.TARGET, most, "signed unchanged", from_record=True)


def _variations(clause: ClausePosition) -> Iterator[Wording]:
    for each in clause.summary.acceptable_if:
        text, when = each.to.strip(), each.condition.strip()
        # A compiler repeats the text, or the beginning of it, as its own condition.
        when = "" if _even(text).startswith(_even(when)) else when
        text, when = without_signatures(text), without_signatures(when)
        ref = each.observation_ref
        yield Wording(Rung.FALLBACK, "", text, when, each.rationale.strip(), ref)


def _concessions(clause: ClausePosition) -> Iterator[Wording]:
    for each in clause.summary.fallbacks:
        yield _observed(Rung.FALLBACK, each, f"{each.risk_delta.magnitude} concession, signed")


def _observed(rung: Rung, seen: Observation, what: str, *, from_record: bool = False) -> Wording:
    times = f"{what} {seen.precedent_count} time{'s' if seen.precedent_count > 1 else ''}"
    text, summary = seen.full_text.strip(), seen.text_summary.strip()
    if _even(text).startswith(_even(summary.rstrip("….,"))):
        summary = ""  # a compiler's summary is the beginning of the text
    text, summary = without_signatures(text), without_signatures(summary)
    ref = seen.example_ref
    return Wording(rung, summary, text, remark=times, ref=ref, from_record=from_record)


def _even(text: str) -> str:
    """A text with single spaces, as contracts never have them."""
    return " ".join(text.split())


def _is_limit(seen: Observation) -> bool:
    """Whether a struck wording was worse for us, or came from the other side."""
    theirs = seen.provenance == "counterparty_paper" or seen.proposed_by == "counterparty"
    return seen.risk_delta.direction == "worse" or (
        theirs and seen.risk_delta.direction != "better"
    )
