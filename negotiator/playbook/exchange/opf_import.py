"""An Open Playbook as a playbook to negotiate on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negotiator.playbook.exchange.account import Account
from negotiator.playbook.exchange.approvers import Approvers
from negotiator.playbook.exchange.draft import Draft, Flaw, clause_id, header, identity, told
from negotiator.playbook.exchange.opf import POSTURE, ClausePosition, OpenPlaybook
from negotiator.playbook.exchange.opf_clause import ClauseWriter
from negotiator.playbook.exchange.opf_ladder import Ladder, ladder, wordings
from negotiator.playbook.exchange.opf_parties import named_in, parties, signatures
from negotiator.playbook.exchange.opf_pin import Asserted, asserted
from negotiator.playbook.exchange.opf_read import read_opf
from negotiator.playbook.exchange.opf_rest import unread
from negotiator.playbook.read import Source

_TELLS_NOTHING = "clause"
"""The part before the dot in the ids of the reference compiler."""


def from_opf(path: Path, text: str, playbook: str = "") -> Draft | list[Flaw]:
    """The playbook in a JSON text of the Open Playbook Format 0.3, or all that is wrong with it.

    Where no id is given, it is made of the agreement type's.
    """
    read = read_opf(text)
    if isinstance(read, list):
        return read
    source, document = read
    writer = _Writer(source)
    if not writer.ids:
        what = "none of its clauses has a position"
        return [Flaw("evidence.clauses", what, "import one with our_standard or fallbacks in it")]
    name = playbook or identity(source.agreement_type.id, "playbook")
    tables: dict[str, Any] = {"playbook": writer.header(name), "floor": writer.floors()}
    clauses = writer.clauses()
    tables |= {"approver": writer.approvers.tables(), "clause": clauses}
    lost = (*told(writer.account.lost), *unread(source, document))
    return Draft(Source(path, "", tables), lost, tuple(writer.to_do(clauses)))


@dataclass
class _Writer:
    """Makes the tables of a playbook, in the order of its methods."""

    source: OpenPlaybook
    account: Account = field(default_factory=Account)
    ladders: dict[str, Ladder] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """Ids of ours by those of the source, of the clauses that have a position."""
    asserted: dict[str, dict[str, Asserted]] = field(default_factory=dict)
    """The ladders that somebody asserted, by clause."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """What is said about a clause elsewhere, by clause."""
    approvers: Approvers = field(default_factory=Approvers)

    def __post_init__(self) -> None:
        lost = self.account.lost
        remarks: list[tuple[str, tuple[str, ...]]] = []
        for pin in self.source.curation.pins:
            rungs = asserted(pin.position)
            self.asserted.setdefault(pin.clause_id, {}).update(rungs)
            who = f" by {pin.pinned_by}" if pin.pinned_by else ""
            said = () if rungs else (f"Asserted on {pin.pinned_at[:10]}{who}: {pin.position}",)
            remarks.append((pin.clause_id, (*said, pin.comment)))
        for clause in self.source.evidence.clauses:
            found = self.ladders[clause.id] = ladder(clause)
            lost["signature blocks in wordings"] += sum(map(signatures, wordings(clause)))
            lost["wordings that repeat another rung"] += found.repeated
            lost["struck wordings that were no worse for us"] += found.passed_over
            if found.rungs or found.struck or self.asserted.get(clause.id):
                self.ids[clause.id] = self._id(clause)
            else:
                lost["clauses without any position"] += 1
        for about, lines in remarks:
            self._note(about, "asserted positions", *lines)

    def header(self, name: str) -> dict[str, Any]:
        """What it is for, which edition, and how to negotiate."""
        kind, we = self.source.agreement_type, self.source.perspective
        about = [kind.description.strip()]
        if we:
            about.append(f"For {we.party}. The other side: {we.counterparty_type}.")
        return header(
            kind.name,
            name,
            version=self.account.line(self.source.identity.version, "version"),
            description=self.account.text("\n".join(filter(None, about)), "description"),
            posture=self._posture(),
        )

    def floors(self) -> list[dict[str, Any]]:
        """The red lines, each with the clause it is about where it names one."""
        floors: list[dict[str, Any]] = []
        for each in self.source.floor.invariants:
            statement = self.account.line(each.statement, each.id)
            if not statement:
                self.account.lost["red lines without a statement"] += 1
                continue
            about = self._about(each.x_taxonomy_id, statement)
            if each.rationale.strip():
                why = f"Red line {each.id}: {each.rationale}"
                self._note(about, "rationales of red lines", why)
            name = identity(each.id, "floor", [floor["id"] for floor in floors])
            link = {"clause": self.ids[about]} if about else {}
            floors.append({"id": name, **link, "statement": statement})
        return floors

    def clauses(self) -> list[dict[str, Any]]:
        """The clauses that have a position."""
        writer = ClauseWriter(self.source, self.account, self.approvers)
        return [
            writer.table(
                each,
                self.ids[each.id],
                self.ladders[each.id],
                self.asserted.get(each.id, {}),
                self.notes.get(each.id, []),
            )
            for each in self.source.evidence.clauses
            if each.id in self.ids
        ]

    def to_do(self, clauses: list[dict[str, Any]]) -> Iterator[str]:
        """What to look at before negotiating on it."""
        for name, title in named_in(clauses, self._parties()):
            self.account.doubt(f"a party's name, {name}, in what may be said or sent", title)
        yield from self.account.to_do()
        yield "owners and priorities: the format has none"
        if not any("approver" in rung for clause in clauses for rung in clause["position"]):
            yield "approvers: the format has none, so no fallback needs anyone's agreement"
        yield "what vendors say, and the counters: the format has none; write or promote them"

    def _parties(self) -> list[str]:
        """The names of the parties to the contracts behind the playbook."""
        texts = (text for clause in self.source.evidence.clauses for text in wordings(clause))
        documents = self.source.corpus.get("documents")
        files = documents if isinstance(documents, list) else []
        ids = (str(each.get("document_id", "")) for each in files if isinstance(each, dict))
        return parties(texts, ids)

    def _posture(self) -> dict[str, str]:
        """The prose whole; those paragraphs and answers that have a place with us stand there."""
        said: dict[str, list[str]] = {"style": [], **{key: [] for key in POSTURE}}
        prompt = self.source.posture.system_prompt.strip()
        key = "style"
        for paragraph in re.split(r"\n\s*\n", prompt):
            start = next((each for each in POSTURE if paragraph.startswith(POSTURE[each])), None)
            key = start or key
            said[key].append(paragraph.removeprefix(POSTURE[start]) if start else paragraph)
        for answer in self.source.posture.generation.interview:
            # An answer that its owner has edited out of the prose since then counts no more.
            if answer.q == "risk_appetite" and answer.answer.strip() in prompt:
                said["risk_appetite"].append(answer.answer.strip())
        if self.source.de_minimis:
            said["risk_appetite"].append(f"Accepted as it is: {'; '.join(self.source.de_minimis)}.")
        texts = {key: self.account.text("\n\n".join(of), "posture") for key, of in said.items()}
        return {key: text for key, text in texts.items() if text}

    def _id(self, clause: ClausePosition) -> str:
        """area.name; the agreement type is the area where the source's id names none."""
        area, dot, name = clause.id.partition(".")
        if not dot or area == _TELLS_NOTHING:
            area, name = self.source.agreement_type.id, name if dot else clause.id
        return clause_id(area, name, self.ids.values())

    def _about(self, taxonomy: str, statement: str) -> str:
        """The clause that a red line is about: the one it links to, or whose title it names."""
        here = [each for each in self.source.evidence.clauses if each.id in self.ids]
        linked = [each.id for each in here if taxonomy and each.taxonomy_id == taxonomy]
        # A title of one word, such as Term, may be said of anything.
        named = [each for each in here if len(each.title.split()) > 1]
        named = [each for each in named if each.title.casefold() in statement.casefold()]
        longest = max(named, key=lambda each: len(each.title), default=None)
        return linked[0] if linked else longest.id if longest else ""

    def _note(self, clause: str, what: str, *lines: str) -> None:
        if clause in self.ids:
            self.notes.setdefault(clause, []).extend(lines)
        else:
            self.account.lost[f"{what} about none of its clauses"] += 1
