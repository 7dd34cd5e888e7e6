"""A clause of an Open Playbook as a clause of ours: its ladder, and its record in the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negotiator.plain import visible
from negotiator.playbook.exchange.account import Account
from negotiator.playbook.exchange.approvers import Approvers
from negotiator.playbook.exchange.draft import LONGEST_LABEL, LONGEST_TEXT
from negotiator.playbook.exchange.opf import ClausePosition, OpenPlaybook
from negotiator.playbook.exchange.opf_ladder import Ladder, Wording, labels, names
from negotiator.playbook.exchange.opf_pin import Asserted
from negotiator.playbook.exchange.rungs import descent, kind_of
from negotiator.playbook.scales import Rung

Table = dict[str, Any]

_NO_STANDARD = {
    "label": "their proposal, for us to look at",
    "say": "What do you propose here? We will look at it.",
}
"""What is asked for where the source has no standard: it can be said, and promises nothing."""


@dataclass(frozen=True)
class ClauseWriter:
    """Makes one table of one clause after the other."""

    source: OpenPlaybook
    account: Account
    approvers: Approvers

    def table(
        self,
        clause: ClausePosition,
        identity: str,
        found: Ladder,
        asserted: Mapping[str, Asserted],
        notes: Sequence[str],
    ) -> Table:
        """The clause as a playbook says it."""
        title = self.title(clause)
        concepts = [
            each
            for each in self.source.evidence.clause_library
            if each.taxonomy_id == clause.taxonomy_id
        ]
        why = [
            each.description
            for each in self.source.taxonomy.entries
            if each.id == clause.taxonomy_id
        ]
        why += [each.risk_profile for each in concepts]
        remarks = [*notes, *_record(clause, found), *(each.notes for each in concepts)]
        cited = dict.fromkeys(str(each.ref) for each in (*found.rungs, *found.struck) if each.ref)
        table = {
            "id": identity,
            "title": title,
            "why": self._joined(why, title),
            "sources": [self.account.line(each, title) for each in cited],
            "internal_notes": self._joined(remarks, title),
        }
        ladder = self._ladder(found, asserted, title)
        return {**{key: value for key, value in table.items() if value}, "position": ladder}

    def title(self, clause: ClausePosition) -> str:
        """The title of a clause; where it has none, its id."""
        line = self.account.line
        return line(clause.title, clause.id) or line(clause.id, clause.id) or "Clause"

    def _ladder(self, found: Ladder, asserted: Mapping[str, Asserted], title: str) -> list[Table]:
        """What the record shows, and over it what somebody asserts."""
        rungs = self._recorded(found, title)
        if found.struck and Rung.WALK_AWAY in asserted:
            del rungs[Rung.WALK_AWAY]
        elif found.struck:
            why = "walk-aways that are what was struck before signature, and nobody's decision"
            self.account.doubt(why, title)
        cited = all(each.rung_cited for each in found.rungs)
        if asserted and not cited and _fallbacks(rungs) not in (0, _fallbacks(asserted)):
            self.account.doubt("asserted ladders with other fallbacks than the record", title)
        for name, said in asserted.items():
            rungs[name] = rungs.get(name, {}) | self._asserted(said, title)
        if not {"opening", "target"} & rungs.keys():
            # Otherwise a concession, or even the limit, would be what we ask for.
            rungs["target"] = dict(_NO_STANDARD)
            self.account.doubt("clauses for which the source has no standard", title)
        if any(not rung.get("say") for name, rung in rungs.items() if name != Rung.WALK_AWAY):
            self.account.doubt("rungs with nothing to say, or nothing short enough", title)
        return [{"rung": kind_of(name), **rungs[name]} for name in sorted(rungs, key=descent)]

    def _recorded(self, found: Ladder, title: str) -> dict[str, Table]:
        """The rungs that the record shows, by name; what was struck is one walk-away."""
        wordings = [*found.rungs, *found.struck]
        named = zip(wordings, labels(wordings), strict=True)
        tables = [self._rung(wording, label, title) for wording, label in named]
        rungs = dict(zip(names(found.rungs), tables, strict=False))
        if struck := tables[len(found.rungs) :]:
            texts = [table.get("language", "") for table in struck]
            language = self._joined(texts, title, "\n\n")
            rungs[Rung.WALK_AWAY] = _filled(label=struck[0].get("label"), language=language)
        return rungs

    def _asserted(self, said: Asserted, title: str) -> Table:
        limit = LONGEST_LABEL if said.key == "label" else LONGEST_TEXT
        table: Table = _filled(**{said.key: self.account.text(said.words, title, limit)})
        if said.approver:
            table["approver"] = self.approvers.id_of(self.account.line(said.approver, title))
        return table | ({"requires_get": True} if said.in_return else {})

    def _rung(self, wording: Wording, label: str, title: str) -> Table:
        if wording.from_record:
            why = "targets that are what was signed unchanged, for want of a standard"
            self.account.doubt(why, title)
        return _filled(
            label=visible(label, limit=LONGEST_LABEL),
            say=self.account.text(wording.say, title),
            language=self.account.text(wording.text, title),
            when=self.account.text(wording.when, title),
        )

    def _joined(self, texts: Sequence[str], title: str, by: str = "\n") -> str:
        return self.account.text(by.join(text.strip() for text in texts if text.strip()), title)


def _record(clause: ClausePosition, found: Ladder) -> Iterator[str]:
    """What the contracts show, in words: a description, never a rule."""
    summary = clause.summary
    held, sure = summary.stance_detail, summary.confidence
    if held or summary.historical_stance != "no_signal":
        stance = summary.historical_stance.replace("_", " ")
        yield f"Record: {stance}" + (f", held {held.held} of {held.of}." if held else ".")
    if sure and (sure.n_our_paper or sure.n_counterparty_paper):
        few = "" if sure.evidence_sufficient else "; too few to rely on"
        papers = f"{sure.n_our_paper} on our paper, {sure.n_counterparty_paper} on theirs"
        yield f"Contracts: {papers}{few}. Confidence {sure.score:.2f}."
    for name, each in zip(names(found.rungs), found.rungs, strict=True):
        if each.remark:
            yield f"{name}: {each.remark}"
    for each in found.struck:
        yield f"{Rung.WALK_AWAY}: {each.remark}"


def _fallbacks(rungs: Iterable[str]) -> int:
    return sum(kind_of(name) == Rung.FALLBACK for name in rungs)


def _filled(**values: str | None) -> Table:
    return {key: value for key, value in values.items() if value}
