"""Writing files of a playbook: only what makes it no worse, and all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from negotiator.desk.atomic import PRIVATE, write_atomically
from negotiator.desk.errors import DeskError
from negotiator.desk.library import Library
from negotiator.plain import ended
from negotiator.playbook.load import Loaded
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import MAX_BYTES


def write_checked(
    library: Library,
    playbook: Path,
    texts: Mapping[Path, str],
    before: Loaded,
    today: date,
    *,
    allowed: Collection[str] = (),
) -> list[Problem]:
    """Write files of a playbook where that brings no new problem; the new ones that may be.

    Args:
        before: what it is compared with: the playbook as it was, or for a new one that below.
        allowed: codes of the problems that the maintainer is to solve afterwards.

    Raises:
        DeskError: the playbook would get worse, or the folder cannot be written to.
    """
    after = library.as_saved(playbook, texts)
    new = _new(library.problems(before, today), library.problems(after, today))
    worse = [problem for problem in new if problem.fails and problem.code not in allowed]
    if worse:
        raise _refusal(worse[0])
    for path, text in texts.items():
        write_file(path, text)
    library.forget()
    return new


def write_new(library: Library, path: Path, text: str, today: date) -> list[Problem]:
    """Write the one file of a playbook where it has no error; the warnings that it has.

    Raises:
        DeskError: it has an error or is too large to be read again, or the folder cannot be written
            to.
    """
    if len(text.encode()) > MAX_BYTES:
        raise DeskError(
            f"Not written, for then {path.name} is larger than {MAX_BYTES // 1_000_000} MB.",
            "Leave out of the source what is not needed, or make two playbooks of it.",
        )
    found = library.problems(library.as_saved(path, {path: text}), today)
    if errors := [problem for problem in found if problem.is_error]:
        raise _refusal(errors[0])
    write_file(path, text)
    library.forget()
    return [problem for problem in found if problem.fails]


def write_file(path: Path, text: str, mode: int = PRIVATE) -> None:
    """Write one file whole, and the folder it stands in.

    Raises:
        DeskError: the folder cannot be written to.
    """
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_atomically(path, text, mode)
    except OSError as error:
        raise DeskError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Make room there, or ask for the permission to write.",
        ) from error


def remove_file(path: Path) -> None:
    """Remove a file, and the folder in which it stood alone.

    Raises:
        DeskError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise DeskError(
            f"{path} cannot be removed: {error.strerror or error}.",
            "Ask for the permission to write there.",
        ) from error
    with suppress(OSError):  # others stand there too
        path.parent.rmdir()


def _new(before: Collection[Problem], after: Collection[Problem]) -> list[Problem]:
    """The problems that were not there; one that only moved to another line is not new."""
    known = Counter((problem.code, problem.what) for problem in before)
    new = []
    for problem in after:
        what = problem.code, problem.what
        if known[what]:
            known[what] -= 1
        else:
            new.append(problem)
    return new


def _refusal(problem: Problem) -> DeskError:
    remedy = f"Remedy: {ended(problem.remedy)}"
    return DeskError(f"Not written, for then {problem.what}.", remedy)
