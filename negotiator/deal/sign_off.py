"""The sign-off of the functions on our side, and what makes it void."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.playbook.model import Playbook


def signed_off(entries: Sequence[Entry], playbook: Playbook) -> Mapping[str, tuple[bool, str]]:
    """The functions that spoke: whether their sign-off holds, and what to say of it.

    It covers what was on the table then. What was agreed, refused or waived since on a clause of
    theirs, another profile or another edition of the playbook makes it void: they have not seen it.
    """
    signed: dict[str, tuple[bool, str]] = {}
    for entry in entries:
        match entry.body:
            case b.SignedOff(function=function, words=words, given=given):
                who = f"{entry.author}, {entry.at:%d %b}" if entry.author else f"{entry.at:%d %b}"
                said = f"signed off ({who})" if given else f"took it back ({who})"
                signed[function] = given, f"{said}: {words}" if words else said
            case b.Agreed() | b.Refused() | b.Waived(promise=None):
                clause = playbook.clauses.get(entry.clause or "")
                owner = str(clause.owner) if clause else ""
                if clause and signed.get(owner, (False, ""))[0]:
                    signed[owner] = False, f"signed off before {clause.title} moved"
            case b.Profiled() | b.EditionTaken():
                what = "the profile" if isinstance(entry.body, b.Profiled) else "the playbook"
                for function, (given, _) in signed.items():
                    if given:
                        signed[function] = False, f"signed off before {what} changed"
            case _:
                pass
    return signed
