"""The phrases of a playbook as they are heard, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from negotiator.playbook.model import Playbook
from negotiator.playbook.positions import Keys

_APART = "\0"
"""After each of the texts that are read in one go: no text holds it."""
_NOT_SPOKEN = re.compile(rf"[^\w\s{_APART}]+")


class Phrase(NamedTuple):
    """Something that is heard, without case and punctuation."""

    plain: str
    number: int
    """Its place among all phrases of the playbook."""
    home: str
    """The clause or the objection that it is of."""
    at: Keys


def phrases_of(playbook: Playbook) -> Sequence[Phrase]:
    """All phrases of a playbook, in its order."""
    texts: list[str] = []
    places: list[tuple[str, Keys]] = []
    for clause in playbook.clause:
        at: Keys = ("clause", clause.id, "heard")
        texts += clause.heard
        places += ((clause.id, (*at, index)) for index in range(len(clause.heard)))
        for number, objection in enumerate(clause.objection):
            home = f"{clause.id}/{objection.id}"
            at = ("clause", clause.id, "objection", number, "heard")
            texts += objection.heard
            places += ((home, (*at, index)) for index in range(len(objection.heard)))
    heard = zip(_all_as_heard(texts), places, strict=True)
    return [Phrase(plain, number, *place) for number, (plain, place) in enumerate(heard)]


def as_heard(text: str) -> str:
    """The text as it is heard: without case and punctuation."""
    return _all_as_heard([text])[0]


def _all_as_heard(texts: Iterable[str]) -> list[str]:
    """The same of many texts, in one go."""
    joined = "".join(f"{text}{_APART}" for text in texts)
    apart = _NOT_SPOKEN.sub("", joined.casefold()).split(_APART)[:-1]
    return [" ".join(text.split()) for text in apart]
