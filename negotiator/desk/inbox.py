"""What was heard in calls and no playbook knew, or knew as something else, for its maintainer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from negotiator.deal.body import Heard, Match
from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.desk.errors import DeskError
from negotiator.desk.library import Library
from negotiator.plain import one_line
from negotiator.playbook.learn import heard_in
from negotiator.playbook.model import Playbook
from negotiator.playbook.read import learned_file
from negotiator.playbook.rules.heard import as_heard
from negotiator.suggest import suggest

_SURE = Match()
"""How words are filed under a clause without a suggestion having been corrected."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that a playbook could learn, however often they were heard."""

    number: int
    """Its name in the list; it stays the same while statements are promoted."""
    words: str
    playbook: str
    """The playbook of the deal."""
    clause: str
    """Under which the negotiator filed it; empty when under none."""
    objection: str
    entries: tuple[str, ...]
    vendors: tuple[str, ...]
    last: datetime
    finds: str = ""
    """The clause that the playbook finds for these words today; empty when it claims nothing."""

    def heard_again(self, deal: Deal, entry: Entry) -> Statement:
        """The same words in a later entry."""
        vendors = dict.fromkeys((*self.vendors, deal.vendor))
        entries = (*self.entries, str(entry.id))
        return replace(self, entries=entries, vendors=tuple(vendors), last=entry.at)


def statements(heard: Iterable[tuple[Deal, Entry]]) -> list[Statement]:
    """What matched nothing or was corrected, in the order of filing; the same words once."""
    found: dict[tuple[str, str, str, str], Statement] = {}
    for deal, entry in heard:
        body = entry.body
        if not isinstance(body, Heard) or (entry.clause and not (body.match or _SURE).corrected):
            continue
        objection = (body.match or _SURE).objection or ""
        key = deal.playbook, as_heard(body.words), entry.clause or "", objection
        if not key[1]:
            continue
        if key in found:
            found[key] = found[key].heard_again(deal, entry)
            continue
        found[key] = Statement(
            number=len(found) + 1,
            words=one_line(body.words),
            playbook=deal.playbook,
            clause=entry.clause or "",
            objection=objection,
            entries=(str(entry.id),),
            vendors=(deal.vendor,),
            last=entry.at,
        )
    return list(found.values())


def inbox(library: Library, heard: Iterable[tuple[Deal, Entry]]) -> list[Statement]:
    """The statements of which their playbooks, as they are today, have learned nothing yet."""
    taught = promoted_entries(library)
    waiting: dict[str, list[Statement]] = {}
    for statement in statements(heard):
        if taught.isdisjoint(statement.entries):
            waiting.setdefault(statement.playbook, []).append(statement)
    new = (each for name, those in waiting.items() for each in _unknown(library, name, those))
    return sorted(new, key=lambda statement: statement.number)


def _unknown(library: Library, name: str, those: Sequence[Statement]) -> Iterator[Statement]:
    """Those whose words the playbook does not have, with what it finds for them."""
    try:
        playbook, digest = library.playbook(name)
    except DeskError:  # it is gone, or broken at the moment: what was heard is still there
        yield from those
        return
    index = library.index(playbook, digest)
    known = _phrases(playbook)
    for statement in those:
        found = suggest(index, statement.words, limit=1)
        finds = found[0].clause if found else ""
        solved = statement.clause and finds == statement.clause
        if not solved and (statement.clause, as_heard(statement.words)) not in known:
            yield replace(statement, finds=finds)


def _phrases(playbook: Playbook) -> set[tuple[str, str]]:
    """What the playbook knows, by clause, and for what matched nothing under any or none."""
    phrases = [(clause.id, as_heard(phrase)) for clause, _, phrase in playbook.phrases()]
    tests = [("", as_heard(test.heard)) for test in playbook.test if not test.expect]
    return {*phrases, *(("", phrase) for _, phrase in phrases), *tests}


def promoted_entries(library: Library) -> set[str]:
    """The entries of which some playbook at hand has learned, by their ids."""
    taught: set[str] = set()
    for place in library.places(()):
        try:
            taught |= heard_in(learned_file(place).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
    return taught
