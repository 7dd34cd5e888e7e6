"""The playbooks that are measured: those shipped, and one many times as large as the main one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from negotiator.playbook.clause import Clause
from negotiator.playbook.load import load
from negotiator.playbook.model import Playbook
from negotiator.playbook.shelf import available, shipped_root
from negotiator.suggest.words import STOP_WORDS

MAIN = "llm-vendor"
_WORD = re.compile(r"[^\W\d_]+")
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


def shipped(name: str = MAIN) -> Playbook:
    """A playbook that comes with the program.

    Raises:
        SystemExit: it cannot be used.
    """
    root = shipped_root()
    playbook = load(root / name, (root,)).playbook
    if playbook is None:
        raise SystemExit(f"the shipped playbook {name} cannot be used: negotiator playbook check")
    return playbook


def all_shipped() -> Iterator[Playbook]:
    """Every playbook that comes with the program, the main one first, then its layers."""
    names = [path.name for _, path in available((shipped_root(),))]
    return map(shipped, sorted(names, key=lambda name: name != MAIN))


def times(playbook: Playbook, number: int) -> Playbook:
    """A playbook so many times as large: in each copy every telling word has an ending of its own.

    So clauses, phrases and vocabulary all grow. Every beginning of a word and almost every run of
    letters is shared by so many words, which is harder than a real playbook of that size.
    """
    copies = [
        _renamed(clause, f"z{_CONSONANTS[copy % len(_CONSONANTS)]}{'z' * (copy // 20)}")
        for copy in range(number - 1)
        for clause in playbook.clause
    ]
    return playbook.model_copy(update={"clause": (*playbook.clause, *copies)})


def _renamed(clause: Clause, ending: str) -> Clause:
    def other(text: str) -> str:
        return _WORD.sub(lambda word: word[0] + ending * (word[0].lower() not in STOP_WORDS), text)

    said = {"id", "title", "why", "question", "heard", "weak", "evidence"}
    table = clause.model_dump()
    table.update({key: _mapped(table[key], other) for key in said})
    for position in table["position"]:
        position.update({key: other(position[key]) for key in ("label", "say")})
    for objection in table["objection"]:
        objection.update({key: _mapped(objection[key], other) for key in ("heard", "behind_it")})
        for counter in objection["counter"]:
            counter["say"] = other(counter["say"])
    return Clause.model_validate(table)


def _mapped(value: Any, other: Callable[[str], str]) -> Any:
    return other(value) if isinstance(value, str) else [other(each) for each in value]
