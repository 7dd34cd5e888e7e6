"""A statement from a call becomes a phrase, a new objection or small talk in a playbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from negotiator.desk.edit import remove_file, write_checked, write_file
from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.desk.inbox import Statement
from negotiator.desk.library import Library, clause_of
from negotiator.desk.workspace import Workspace
from negotiator.playbook.learn import Lesson, with_lesson
from negotiator.playbook.model import Clause, ObjectionKind
from negotiator.playbook.near import did_you_mean, listed
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import HEADER, learned_file
from negotiator.playbook.shelf import shipped_root
from negotiator.playbook.write import toml_text

KINDS = tuple(Choice(str(kind), str(kind)) for kind in ObjectionKind)
"""What a new objection may rest on."""
_NEXT = frozenset({"no-counters"})
"""What a new objection leaves to do: its answers are written by a person, in an editor."""


@dataclass(frozen=True, slots=True)
class Promoted:
    """What became of a statement."""

    file: Path
    """Where it stands now."""
    place: str
    """Where it belongs: "model.version-pinning/one-fleet"; empty for small talk."""
    to_do: tuple[Problem, ...]
    """What the maintainer should see to next."""
    before: Mapping[Path, str]
    """The texts of the files that were written, as they were; empty where there was none."""
    after: Mapping[Path, str]
    """The same as they are now."""


def promote(
    workspace: Workspace,
    library: Library,
    statement: Statement,
    today: date,
    *,
    clause: str = "",
    objection: str = "",
    kind: str = "",
    playbook: str = "",
) -> Promoted:
    """Let a playbook learn a statement.

    Args:
        clause: what it is about; where empty, what the negotiator filed it under.
        objection: which objection it is; where empty, it objects to nothing yet.
        kind: what a new objection rests on; with it `objection` is the id of the new one.
        playbook: where empty, the playbook of the deal. What is learned about a shipped one goes
            to a layer of the same id in the workspace.

    Raises:
        DeskError: the clause or objection is not there, or a new one is; the playbook would get
            worse; the file cannot be written. Nothing has been written then.
    """
    name = playbook or statement.playbook
    about = clause or statement.clause
    if not about:
        raise DeskError(
            f"Statement {statement.number} was filed under no clause.",
            "Say what it is about with --clause ID, or that it is --small-talk.",
        )
    if not clause and not objection:
        objection = statement.objection
    found = clause_of(library.playbook(name)[0], about)
    _check_objection(found, objection, kind)
    lesson = Lesson(statement.words, found.id, objection, kind, statement.entries)
    return _teach(workspace, library, name, lesson, today)


def dismiss(
    workspace: Workspace, library: Library, statement: Statement, today: date, playbook: str = ""
) -> Promoted:
    """Let a playbook learn that nothing is to be claimed for these words.

    Raises:
        DeskError: something is claimed for them, or the file cannot be written.
    """
    lesson = Lesson(statement.words, heard_in=statement.entries)
    return _teach(workspace, library, playbook or statement.playbook, lesson, today)


def take_back(library: Library, promoted: Promoted) -> None:
    """Let a playbook unlearn a statement: its files are again as they were.

    Raises:
        DeskError: a file was changed since, and is left as it is; or it cannot be written.
    """
    for file, text in promoted.after.items():
        if not _says(file, text):
            raise DeskError(f"{file.name} was changed since.", "Take the words out there by hand.")
    for file, text in promoted.before.items():
        if text:
            write_file(file, text)
        else:
            remove_file(file)
    library.forget()


def _check_objection(clause: Clause, objection: str, kind: str) -> None:
    known = [each.id for each in clause.objection]
    if kind and objection in known:
        raise DeskError(
            f"{clause.id} has an objection {objection} already.",
            "Make it a phrase of that one, or choose another id.",
        )
    if objection and not kind and objection not in known:
        guess = did_you_mean(objection, known)
        remedy = f"Did you mean {guess}?" if guess else "Begin a new one, with its kind."
        there = f" It has {listed(known)}." if known and not guess else ""
        raise DeskError(f"{clause.id} has no objection {objection}.{there}", remedy)


def _teach(
    workspace: Workspace, library: Library, name: str, lesson: Lesson, today: date
) -> Promoted:
    before = library.load(name)
    place, texts = _own(workspace, library, name)
    file = learned_file(place)
    try:
        old = {file: _text(file), **dict.fromkeys(texts, "")}
        texts = {file: with_lesson(old[file], lesson), **texts}
    except (OSError, ValueError) as error:
        raise DeskError(
            f"{file} cannot be read: {error}.",
            "Repair it, or move it away; it begins anew then.",
        ) from error
    allowed = _NEXT if lesson.kind else frozenset[str]()
    new = write_checked(library, place, texts, before, today, allowed=allowed)
    where = "/".join(filter(None, (lesson.clause, lesson.objection)))
    return Promoted(file, where, tuple(new), old, texts)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _says(file: Path, text: str) -> bool:
    try:
        return _text(file) == text
    except (OSError, ValueError):
        return False


def _own(workspace: Workspace, library: Library, name: str) -> tuple[Path, Mapping[Path, str]]:
    """Where we may write what a playbook learns, and the files that have to be made for it."""
    place, shipped = library.path(name), shipped_root()
    if not place.is_relative_to(shipped) or workspace.playbooks.resolve() == shipped:
        return place, {}
    playbook, _ = library.playbook(name)
    header = {"id": playbook.id, "extends": playbook.id}
    folder = workspace.playbooks / playbook.id
    note = "# What we add to the shipped playbook of the same name.\n\n"
    return folder, {folder / HEADER: note + toml_text({"playbook": header})}
