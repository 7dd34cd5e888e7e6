"""A change to a clause that is not ours to edit: a layer of ours over its playbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from negotiator.desk.form_views import Choice
from negotiator.desk.library import Library, clause_of
from negotiator.desk.new import clause_text, new_layer
from negotiator.desk.workspace import Workspace
from negotiator.playbook.write import toml_of

_WHOLE = "everything"
_PARTS = {
    "position": "the ladder: its positions, from opening to walk-away",
    "objection": "what they say against it, and the counters",
    "heard": "phrases about it",
    "priority": "how hard it is, by risk tier",
    "when": "to which deals it applies",
    "home": "where it is to be papered",
}
"""What is changed most, in words; the other keys of a clause stand for themselves."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a change goes."""

    playbook: str
    """The id of the layer."""
    file: Path
    text: str
    """What the file is to end with, for its hand to judge and save; empty where it was written."""


def layers_over(workspace: Workspace, library: Library, name: str) -> tuple[Choice, ...]:
    """The workspace's own layers over a playbook, and then one of the same id.

    Raises:
        DeskError: there is no such playbook.
    """
    base, _ = library.playbook(name)
    ours = [
        Choice(identity, f"{identity}  {loaded.playbook.playbook.name}")
        for identity, path in library.ids
        if path.is_relative_to(workspace.playbooks)
        and (loaded := library.load(identity)).playbook is not None
        and loaded.playbook.playbook.extends == base.id
    ]
    same = Choice(base.id, f"{base.id}  for all deals on it, without choosing another playbook")
    return (*ours, same)


def parts_of(library: Library, name: str, clause: str) -> tuple[Choice, ...]:
    """What of a clause a layer may change alone; last the whole clause.

    Raises:
        DeskError: there is no such playbook or clause.
    """
    table = toml_of(clause_of(library.playbook(name)[0], clause))
    keys = [key for key in _PARTS if key in table]
    keys += [key for key in table if key not in _PARTS and key != "id"]
    parts = [Choice(key, f"{key}  {_PARTS.get(key, '')}".rstrip()) for key in keys]
    return (*parts, Choice(_WHOLE, f"{_WHOLE}  a copy that no longer follows the one below"))


def begin_layer(
    workspace: Workspace,
    library: Library,
    layer: str,
    clause: str,
    part: str,
    today: date,
    base: str,
) -> Begun:
    """Copy a part of a clause into a layer; a file that is there is left to the hand that wrote it.

    Args:
        layer: the id of a layer of the workspace, or of a new one.
        part: one of `parts_of`.
        base: the playbook that a new layer is laid over.

    Raises:
        DeskError: the id is none or taken by another playbook, or nothing can be written.
    """
    only: Sequence[str] = () if part == _WHOLE else (part,)
    known = dict(library.ids).get(layer)
    ours = known is not None and known.is_relative_to(workspace.playbooks)
    source = layer if ours else base
    if ours and known is not None:
        file = known / f"{clause.replace('.', '-')}.toml" if known.is_dir() else known
        if file.exists():
            return Begun(layer, file, f"\n{clause_text(library, clause, only, source)}")
    file = new_layer(workspace, layer, clause, only, today, source)
    library.forget()
    return Begun(layer, file, "")
