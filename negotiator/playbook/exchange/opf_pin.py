"""A ladder in words, a line a rung, as the position that somebody asserts; and back.

fallback-1: 12 months + staging {needs Engineering lead; only for something in return}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from negotiator.playbook.clause import Clause, Position
from negotiator.playbook.exchange.draft import LONGEST_LABEL

_NEEDS, _RETURN = "needs ", "only for something in return"
_LINE = re.compile(
    r"(?P<rung>opening|target|fallback-[1-9]\d?|walk-away): (?P<words>.+?)"
    rf"(?: \{{(?:{_NEEDS}(?P<who>[^{{}}]+?))?(?:; )?(?P<back>{_RETURN})?\}})?"
)
_NOTHING = "nothing said"
_BRACES = str.maketrans("{}", "()")


@dataclass(frozen=True, slots=True)
class Asserted:
    """What is asserted of one rung."""

    words: str
    """Empty where nothing is said of it."""
    approver: str
    """As a person writes it; empty where nobody has to agree."""
    in_return: bool

    @property
    def key(self) -> str:
        """What the words are of a position: in a few words its label, else what is said."""
        return "label" if len(self.words) <= LONGEST_LABEL else "say"


def ladder_in_words(clause: Clause, approvers: Mapping[str, str]) -> str:
    """The ladder of a clause; `approvers` holds what to write for an approver, by id."""
    return "\n".join(
        f"{name}: {_words(clause, position)}{_attached(clause, position, approvers)}"
        for name, position in clause.ladder.items()
    )


def strings(position: Position, approvers: Mapping[str, str]) -> list[str]:
    """What is attached to a rung."""
    who = position.approver
    needs = [f"{_NEEDS}{' '.join(approvers[who].translate(_BRACES).split())}"] if who else []
    return [*needs, *([_RETURN] if position.requires_get else [])]


def asserted(text: str) -> dict[str, Asserted]:
    """The ladder in such a text by the names of its rungs; empty where it is no ladder."""
    rungs: dict[str, Asserted] = {}
    for line in text.strip().split("\n"):
        match = _LINE.fullmatch(line)
        if match is None or match["rung"] in rungs:
            return {}
        words = "" if match["words"] == _NOTHING else match["words"]
        rungs[match["rung"]] = Asserted(words, match["who"] or "", match["back"] is not None)
    return rungs


def _words(clause: Clause, position: Position) -> str:
    unit = clause.metric.unit if clause.metric else ""
    number = "" if position.value is None else f"{position.value:g} {unit}".strip()
    return " ".join((position.label or position.say or number or _NOTHING).split())


def _attached(clause: Clause, position: Position, approvers: Mapping[str, str]) -> str:
    attached = "; ".join(strings(position, approvers))
    # Words that end in braces of their own are followed by empty ones.
    return f" {{{attached}}}" if attached or _words(clause, position).endswith("}") else ""
