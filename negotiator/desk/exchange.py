"""Playbooks out to spreadsheets and the Open Playbook Format, and in from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from negotiator import __version__
from negotiator.desk.edit import write_new
from negotiator.desk.errors import DeskError
from negotiator.desk.foreign import Foreign, read_foreign
from negotiator.desk.library import Library
from negotiator.desk.new import check_id, write_schema
from negotiator.desk.workspace import Workspace
from negotiator.plain import one_line
from negotiator.playbook.exchange.draft import Export
from negotiator.playbook.model import Playbook
from negotiator.playbook.shelf import shipped_root
from negotiator.playbook.skeleton import SCHEMA
from negotiator.playbook.write import toml_of, toml_text


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a foreign file."""

    file: Path
    playbook: str
    """Its id."""
    lost: tuple[str, ...]
    """What the foreign file says and a playbook cannot."""
    to_do: tuple[str, ...]
    """What a person should look at before negotiating on it."""


def export_playbook(
    workspace: Workspace, name: str, form: str, now: datetime, separator: str = ","
) -> Export:
    """A playbook as `csv`, with that separator, or as `opf`.

    Raises:
        DeskError: there is no such playbook, or parts of it cannot be read.
    """
    playbook = Library(workspace).sound(name, "would be missing")
    if form == "csv":
        from negotiator.playbook.exchange.csv_export import as_csv

        return as_csv(playbook, separator)
    from negotiator.playbook.exchange.opf_export import as_opf

    return as_opf(playbook, __version__, now)


def import_playbook(
    workspace: Workspace,
    file: Path,
    today: date,
    *,
    identity: str = "",
    title: str = "",
    folder: Path | None = None,
    force: bool = False,
) -> Imported:
    """Write a playbook made of a CSV or Open Playbook file, to the workspace or to a folder.

    Raises:
        DeskError: something in the file is wrong, a playbook of that id is there, or the folder
            cannot be written to. Nothing has been written then.
    """
    if identity:
        check_id(identity)
    library = Library(workspace)
    foreign = read_foreign(library, file, today, identity, title)
    place = folder or workspace.playbooks
    path = place / f"{foreign.playbook.id}.toml"
    _check_free(library, path, force=force)
    warnings = write_new(library, path, _toml(foreign), today)
    write_schema(place)
    to_do = list(foreign.to_do)
    if warnings:
        to_do.append(f"warnings of negotiator playbook check {path}: {len(warnings)}")
    return Imported(path, foreign.playbook.id, foreign.lost, tuple(to_do))


def _check_free(library: Library, path: Path, *, force: bool) -> None:
    """See that nothing stands where a playbook is to be written, or that it may be replaced."""
    identity, another = path.stem, "Choose another id with --id"
    if path.with_suffix("").exists():
        raise DeskError(
            f"{path.with_suffix('')} is there already, as a folder of files.", f"{another}."
        )
    if path.exists() and not force:
        raise DeskError(f"{path} is there already.", f"{another}, or add --force to write over it.")
    here = path.parent.resolve() == library.roots[0].resolve()
    known = dict(library.ids).get(identity) if here else None
    if known is None or known.resolve() == path.resolve():
        return
    if not known.is_relative_to(shipped_root()):
        raise DeskError(f"The playbook {identity} is there already, in {known}.", f"{another}.")
    if not force:
        raise DeskError(
            f"There is a shipped playbook {identity}.",
            f"{another}; with --force yours stands in its place.",
        )


def _toml(foreign: Foreign) -> str:
    """The file of an imported playbook, with what was lost noted at its beginning."""
    lines = [
        f"Imported from {foreign.name} ({foreign.form}).",
        *_noted("Not in it:", foreign.lost),
        *_noted("To be looked at:", foreign.to_do),
    ]
    # On one line each: a line break in a name would end the comment.
    comments = "".join(f"# {one_line(line)}".rstrip() + "\n" for line in lines)
    text = toml_text(_ordered(foreign.playbook))
    return f"#:schema ./{SCHEMA}\n{comments}\n{text}"


def _noted(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", heading, *(f"- {line}" for line in lines)] if lines else []


def _ordered(playbook: Playbook) -> dict[str, Any]:
    """The tables as a maintainer orders them: first the head, the clauses last."""
    tables = toml_of(playbook)
    head = tables.pop("playbook")
    inner = {f"playbook.{key}": head.pop(key) for key in ("posture", "check") if key in head}
    clauses = tables.pop("clause")
    return {"playbook": head, **inner, **tables, "clause": clauses}
