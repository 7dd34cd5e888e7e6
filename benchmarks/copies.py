"""Measured statements that stand in a playbook: one that knows the answers proves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.statements import Statement
from negotiator.playbook.model import Playbook
from negotiator.playbook.rules.heard import as_heard
from negotiator.suggest.small_talk import small_talk

LIKENESS = 85
"""Percent of letters in common, in order, from which a line is a copy; case and punctuation aside.

`playbook check` calls two phrases one from 92, for a slip of the pen. A copy may be reworded, so
this is lower: in sixty letters it still finds one or two words exchanged. Authors who never saw
each other's lines came to 82 by sharing a figure of speech, and once, with a proverb, to 93.
"""


def told_by(playbooks: Iterable[Playbook]) -> dict[str, str]:
    """What vendors say in playbooks, as it is heard, and where each stands."""
    told: dict[str, str] = {as_heard(text): "the program's small talk" for text in small_talk()}
    for playbook in playbooks:
        name = playbook.playbook.id
        for clause, text in _of_clauses(playbook):
            told.setdefault(as_heard(text), f"{name}, {clause}")
        for text in playbook.words.small_talk:
            told.setdefault(as_heard(text), f"{name}, words.small_talk")
        for test in playbook.test:
            told.setdefault(as_heard(test.heard), f"{name}, a [[test]]")
    return told


def copies(path: Path, said: Sequence[Statement], told: Mapping[str, str]) -> Iterator[str]:
    """A complaint for each statement of a set that stands in a playbook, exactly or nearly."""
    texts = list(told)
    for number, statement in enumerate(said, start=1):
        best = process.extractOne(
            as_heard(statement.heard), texts, scorer=fuzz.ratio, score_cutoff=LIKENESS
        )
        if best:
            text, score, _ = best
            yield (
                f'{path.name}:{number}: "{statement.heard}" is {score:.0f}% like "{text}" in '
                f"{told[text]}; take it out of the playbook"
            )


def _of_clauses(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for clause, _, phrase in playbook.phrases():
        yield clause.id, phrase
    for clause in playbook.clause:
        for wording in clause.weak:
            yield clause.id, wording
