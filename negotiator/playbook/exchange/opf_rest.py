"""What an Open Playbook has that a playbook of ours cannot hold, told in numbers and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from negotiator.playbook.exchange.draft import listing, told
from negotiator.playbook.exchange.opf import OpenPlaybook

_PASSED_OVER = {"opf_version", "baseline", "compiler", "digest"}
"""Sections of the format of which nothing is read: how the rest was made, and what repeats it."""
_READ_EXTENSION = "x_taxonomy_id"


def unread(source: OpenPlaybook, document: Mapping[str, Any]) -> Iterator[str]:
    """What of a document is not in the playbook that is made of it."""
    clauses = source.evidence.clauses
    classified = {clause.taxonomy_id for clause in clauses}
    kinds = [entry for entry in source.taxonomy.entries if entry.id not in classified]
    contracts = source.corpus.get("documents")
    yield from told(
        {
            "observed positions, beyond those on the ladders": sum(
                len(clause.observed_positions) for clause in clauses
            ),
            "rounds of negotiation": sum(len(clause.negotiation_trail) for clause in clauses),
            "forms accepted on the other side's paper, by concept": len(
                source.evidence.clause_library
            ),
            "kinds of clauses without a clause": len(kinds),
            "contracts of the corpus, with their drafts and digests": len(contracts)
            if isinstance(contracts, list)
            else 0,
            "answers of the interview behind the posture": len(source.posture.generation.interview),
            "other names of the agreement type": len(source.agreement_type.aliases),
        }
    )
    if source.composes:
        names = [str(each.get("module", "one without a name")) for each in source.composes]
        yield f"modules that it builds on, which are not loaded: {listing(names)}"
    sections = [name for name in ("baseline", "compiler", "digest", "identity") if name in document]
    if sections:
        yield f"how it was made, and what repeats the rest: {listing(sections)}"
    extensions = sorted(_extensions(document) - {_READ_EXTENSION})
    if extensions:
        yield f"extensions of other programs: {listing(extensions)}"
    unknown = {*document} - {*OpenPlaybook.model_fields} - _PASSED_OVER
    unknown = {name for name in unknown if not name.startswith("x_")}
    if unknown:
        yield f"sections that the format does not have: {listing(sorted(unknown))}"


def _extensions(document: Mapping[str, Any]) -> set[str]:
    """The names of all keys that begin with x_, at any depth."""
    names: set[str] = set()
    left: list[Any] = [document]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            names.update(key for key in node if key.startswith("x_"))
            left.extend(node.values())
        elif isinstance(node, list):
            left.extend(node)
    return names
