"""Rules about what is said aloud: in one breath, definite, and nothing of ours in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negotiator.playbook.model import Rung
from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject, rungs

SHORT_BREATH = 25
"""Words of a position, which is said and then waited on."""
_BREATH = 50
"""Words of a counter; at 150 a minute that is twenty seconds, and nobody listens longer."""
_FEWEST_WORDS = 5

# A "fallback model" or "fallback region" is technology, not a position of ours.
_INTERNAL = re.compile(
    r"\b(?:walk-?aways?|our limits?|bottom line is|playbooks?|approvers?|"
    r"fallbacks?(?!\s+(?:models?|versions?|providers?|regions?|routes?|endpoints?|systems?)\b))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:reasonabl[ey]|best efforts|as soon as possible|promptly)\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)\b",
    re.IGNORECASE,
)


def too_long(subject: Subject) -> Iterator[Finding]:
    """What does not fit one breath is read out instead of said."""
    for at, text, limit in _sayable(subject):
        words = len(text.split())
        if limit and words > limit:
            yield Finding(at, f"{_about(at)} has {words} words, and one breath has {limit}")


def internal_words(subject: Subject) -> Iterator[Finding]:
    """Our words for our limits tell the vendor that there are such limits."""
    for at, text, _ in _sayable(subject):
        found = _INTERNAL.search(text)
        if found:
            yield Finding(at, f'{_about(at)} would say "{found[0]}" to the vendor')


def vague_fallback(subject: Subject) -> Iterator[Finding]:
    """A concession that can be read two ways is read the vendor's way."""
    for clause in subject.playbook.clause:
        for at, name, position in rungs(clause):
            if position.rung is not Rung.FALLBACK:
                continue
            vague = _VAGUE.search(position.say)
            if len(position.say.split()) < _FEWEST_WORDS:
                what = f"{clause.id}/{name} says too little to be offered"
                yield Finding((*at, "say"), what)
            elif vague and not _NUMBER.search(position.say):
                what = f'{clause.id}/{name} is vague: "{vague[0]}" without a number'
                yield Finding((*at, "say"), what)


def nothing_to_say(subject: Subject) -> Iterator[Finding]:
    """The first thing asked for is the first thing said."""
    for clause in subject.playbook.clause:
        for at, name, position in rungs(clause):
            if position.rung in (Rung.OPENING, Rung.TARGET) and not position.say:
                yield Finding(at, f"{clause.id}/{name} has nothing to say")


def _sayable(subject: Subject) -> Iterator[tuple[Keys, str, int]]:
    """Every text that may reach the vendor's ear, with its longest breath; 0 where it is read."""
    for clause in subject.playbook.clause:
        at: Keys = ("clause", clause.id)
        yield (*at, "title"), clause.title, 0
        yield (*at, "question"), clause.question, SHORT_BREATH
        if clause.market and clause.market.sayable:
            yield (*at, "market", "say"), clause.market.say, _BREATH
        for rung_at, _, position in rungs(clause):
            yield (*rung_at, "say"), position.say, SHORT_BREATH
            yield (*rung_at, "language"), position.language, 0
        for number, objection in enumerate(clause.objection):
            for step, counter in enumerate(objection.counter):
                counter_at = (*at, "objection", number, "counter", step)
                yield (*counter_at, "say"), counter.say, _BREATH
    for give in subject.playbook.give:
        yield ("give", give.id, "title"), give.title, 0
        yield ("give", give.id, "say"), give.say, _BREATH
    for tactic in subject.playbook.tactic:
        yield ("tactic", tactic.id, "say"), tactic.say, _BREATH


def _about(at: Keys) -> str:
    return f"`{at[-1]}` of {at[1]}"


RULES = (
    Rule("too-long", "warning", "shorten it until it can be said without reading", too_long),
    Rule(
        "internal-words", "error", "say it without the words we use among ourselves", internal_words
    ),
    Rule(
        "vague-fallback",
        "warning",
        "say what exactly is accepted: a number, a date, a document",
        vague_fallback,
    ),
    Rule("nothing-to-say", "warning", 'add say = "..." of one breath', nothing_to_say),
)
