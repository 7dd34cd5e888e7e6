"""A new playbook in the workspace, or one clause of another to begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from negotiator.desk.edit import write_checked, write_file
from negotiator.desk.errors import DeskError
from negotiator.desk.format import schema_text
from negotiator.desk.library import Library, clause_of
from negotiator.desk.workspace import Workspace
from negotiator.plain import one_line
from negotiator.playbook.model import Clause
from negotiator.playbook.near import did_you_mean, listed
from negotiator.playbook.skeleton import SCHEMA, layer, whole
from negotiator.playbook.write import toml_of, toml_text

_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")


def new_playbook(
    workspace: Workspace, name: str, today: date, *, extends: str = "", title: str = ""
) -> Path:
    """Write the skeleton of a playbook, on its own feet or over another; its file.

    Raises:
        DeskError: the name is no id or taken, the one below is not there, or nothing can be
            written.
    """
    library = Library(workspace)
    path = _place(workspace, library, name, extends)
    title = title or name.replace("-", " ").capitalize()
    if extends:
        below, _ = library.playbook(extends)
        shown = below.clause[0] if below.clause else None
        example = (shown.id, one_line(shown.title)) if shown else ("area.name", "its title")
        text = layer(name, title, below.id, *example)
    else:
        text = whole(name, title, today)
    write_file(path, text)
    write_schema(workspace.playbooks)
    return path


def new_layer(
    workspace: Workspace, name: str, clause: str, only: Sequence[str], today: date, extends: str
) -> Path:
    """Write a copy of a clause into a layer: a new one, or a new file in the folder of one.

    A file that is there is written by hand alone, and left to that hand.

    Raises:
        DeskError: there is no such clause, its file is there, the layer would get worse, or
            nothing can be written.
    """
    library = Library(workspace)
    text = clause_text(library, clause, only, extends)
    known = dict(library.ids).get(name)
    if known is None or not known.is_relative_to(workspace.playbooks):
        path = file = _place(workspace, library, name, extends or Library.DEFAULT)
        below = library.load(extends or Library.DEFAULT)
        identity = below.playbook.id if below.playbook else ""
        title = {} if name == identity else {"name": name.replace("-", " ").capitalize()}
        header = {"id": name, **title, "extends": identity}
        text = f"#:schema ./{SCHEMA}\n\n{toml_text({'playbook': header})}\n{text}"
        before = below
    else:
        path, before = known, library.load(name)
        file = known / f"{clause.replace('.', '-')}.toml"
        yours = file if known.is_dir() else known
        if yours.exists():
            keys = "".join(f" --only {key}" for key in only)
            command = f"negotiator playbook new --clause {clause}{keys} >> {yours}"
            raise DeskError(f"{yours} is yours to edit.", f"Add to it: {command}")
        text = f"#:schema ../{SCHEMA}\n\n{text}"
    write_checked(library, path, {file: text}, before, today)
    write_schema(workspace.playbooks)
    return file


def clause_text(library: Library, clause: str, only: Sequence[str], source: str = "") -> str:
    """A clause as TOML, whole or with only some of its keys.

    Raises:
        DeskError: there is no such playbook, clause or key.
    """
    table = toml_of(clause_of(library.playbook(source or Library.DEFAULT)[0], clause))
    for key in only:
        if key not in Clause.model_fields:
            guess = did_you_mean(key, Clause.model_fields)
            remedy = f"Did you mean {guess}?" if guess else f"It has {listed(table)}."
            raise DeskError(f"A clause has no key {key}.", remedy)
    kept = {key: value for key, value in table.items() if not only or key in ("id", *only)}
    return toml_text({"clause": [kept]})


def _place(workspace: Workspace, library: Library, name: str, extends: str) -> Path:
    """The file of a new playbook, which nothing else uses the name of."""
    check_id(name)
    path, folder = workspace.playbooks / f"{name}.toml", workspace.playbooks / name
    for taken in (path, folder):
        if taken.exists():
            raise DeskError(f"{taken} is there already.", "Choose another name.")
    if name in dict(library.ids) and extends != name:
        raise DeskError(
            f"There is a shipped playbook {name}.",
            f"Choose another name, or layer yours over it with --extends {name}.",
        )
    return path


def check_id(name: str) -> None:
    """See that a playbook can be called so.

    Raises:
        DeskError: it cannot.
    """
    if not _ID.fullmatch(name):
        raise DeskError(
            f"{name} is no id.", "Use small letters, digits and hyphens, beginning with a letter."
        )


def write_schema(folder: Path) -> None:
    """Put the schema where the first line of a new file in the folder says it is."""
    path, text = folder / SCHEMA, schema_text()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_file(path, text)
