"""Playbook files into documents: whatever a file holds, the answer is a document or a problem."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from negotiator.playbook.positions import STRING, Keys, Positions, positions
from negotiator.playbook.problem import Problem
from negotiator.playbook.syntax import day_at, flaw

HEADER = "playbook.toml"
"""The file of a folder that holds the [playbook] header."""
LEARNED = "learned.toml"
"""The file that holds what the program itself adds; the others are written by hand alone."""
MAX_BYTES = 5_000_000
MAX_VALUES = 250_000
"""Twenty times those of the shipped playbook: 5 MB of nothing but commas would take minutes."""
MAX_FILES = 500
MAX_DEPTH = 32

_STRINGS_AND_COMMENTS = re.compile(rf"{STRING}|#[^\n]*")
_BRACKET = re.compile(r"[\[\]{}]")
_LONG_KEY = re.compile(rf"(?:\.[^.\n=\[\]{{}},]*){{{MAX_DEPTH}}}")
MAX_DIGITS = 400
"""Of a number, more than the largest one there is has; counting millions takes half a gigabyte."""
_LONG_NUMBER = re.compile(rf"[=,\[]\s*([+-]?(?:0[xob])?[\da-fA-F_.]{{{MAX_DIGITS + 1},}})")
_TOMLLIB_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class Source:
    """One TOML file that could be read: its text, what it says, and where it says it."""

    path: Path
    text: str
    data: dict[str, Any]

    @cached_property
    def positions(self) -> Positions:
        """Looked up only when something is to be shown, because it takes time."""
        return positions(self.text)


@dataclass(frozen=True)
class Place:
    """A value of a document, by its path in it."""

    source: Source
    path: Keys

    def __truediv__(self, keys: Keys) -> Place:
        return Place(self.source, self.path + keys)

    def problem(self, code: str, what: str, remedy: str, *, key: bool = False) -> Problem:
        """An error in the value that stands here, or in its key."""
        find = self.source.positions.key if key else self.source.positions.value
        line, column = find(self.path)
        return Problem(self.source.path, line, column, code, "error", what, remedy)


def learned_file(path: Path) -> Path:
    """Where the program adds to a playbook: a file in its folder, or beside its only file."""
    return path.with_suffix(f".{LEARNED}") if path.name.endswith(".toml") else path / LEARNED


def files_of(path: Path, unsaved: Collection[Path] = ()) -> tuple[list[Path], list[Problem]]:
    """The files that make up a playbook: its only one, or those of a folder, the header first.

    `unsaved` names files that so far only an editor holds.
    """
    new = {file for file in unsaved if file.parent == path}
    try:
        if not new and not path.is_dir():
            learned = learned_file(path)
            return [path, *([learned] if learned in unsaved or learned.is_file() else [])], []
        on_disk = islice(_toml_names(path), MAX_FILES + 1) if path.is_dir() else ()
        found = [*new.union(on_disk)]
    except OSError as error:
        return [], [_unreadable(path, error)]
    if len(found) > MAX_FILES:
        what = f"the folder holds more than {MAX_FILES} .toml files"
        remedy = "a playbook is one folder with a file an area; check that this is the right one"
        return [], [_whole(path, "too-many-files", what, remedy)]
    if path / HEADER not in found:
        what = f"the folder has no {HEADER}"
        remedy = f'add {HEADER} with a [playbook] table that has at least a name = "..."'
        return sorted(found), [_whole(path, "no-header", what, remedy)]
    return sorted(found, key=lambda file: (file.name != HEADER, file.name)), []


Reading = Callable[[Path, str | None], "Source | Problem"]
"""`read`, or what remembers what it read."""


def read(path: Path, unsaved: str | None = None) -> Source | Problem:
    """The document in a file, or in what an editor holds of it; or why there is none."""
    text = text_in(path) if unsaved is None else unsaved
    return text if isinstance(text, Problem) else _parsed(path, text)


def text_in(path: Path, most: int = MAX_BYTES) -> str | Problem:
    """The text of a file of at most so many bytes, or why there is none."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            what, remedy = "this is a folder, not a file", "put a file in its place, or rename it"
            return _whole(path, "not-a-file", what, remedy)
        if not stat.S_ISREG(mode):
            # Opening a pipe would wait for ever.
            what, remedy = "this is not an ordinary file", "put a file with text in its place"
            return _whole(path, "not-a-file", what, remedy)
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    if len(raw) > most:
        what = f"the file is larger than {most // 1_000_000} MB"
        return _whole(path, "too-large", what, "split it, or check that it is a playbook at all")
    return _decoded(path, raw)


def _toml_names(folder: Path) -> Iterator[Path]:
    # Names that begin with a dot are the lock and backup files of editors.
    return (
        file
        for file in folder.iterdir()
        if file.name.endswith(".toml") and not file.name.startswith(".")
    )


def _decoded(path: Path, raw: bytes) -> str | Problem:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place_in(raw[: error.start].decode("utf-8"))
        what = f"byte {raw[error.start]:#04x} is not UTF-8 text"
        remedy = "save the file in the UTF-8 encoding"
        return Problem(path, line, column, "not-utf-8", "error", what, remedy)
    # Editors on Windows may begin a file with a byte order mark.
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        line, column = _place_in(text.partition("\0")[0])
        what = "there is a NUL byte, which no text holds"
        remedy = "delete it, or restore the file from its last good version"
        return Problem(path, line, column, "not-text", "error", what, remedy)
    return text


def _parsed(path: Path, text: str) -> Source | Problem:
    too_deep = _whole(
        path,
        "too-deep",
        f"tables or lists are nested deeper than {MAX_DEPTH}",
        "a playbook needs six levels; check that this file is one",
    )
    skeleton = _STRINGS_AND_COMMENTS.sub("", text)
    if _nests_too_deep(skeleton):
        return too_deep
    if sum(map(skeleton.count, ",=[")) > MAX_VALUES:
        what = f"the file holds more than {MAX_VALUES:,} keys and values"
        return _whole(path, "too-large", what, "split it, or check that it is a playbook at all")
    if number := _LONG_NUMBER.search(skeleton):
        line, column = _place_in(text[: max(0, text.find(number[1]))])
        what = f"the number is too long for any use: it has more than {MAX_DIGITS} digits"
        return Problem(path, line, column, "bad-number", "error", what, "shorten it")
    try:
        return Source(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return _syntax(path, text, str(error))
    except RecursionError:
        return too_deep


def _nests_too_deep(skeleton: str) -> bool:
    """Whether tomllib would be led too deep: into recursion, or along a key of very many dots."""
    depth = 0
    for bracket in _BRACKET.findall(skeleton):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return _LONG_KEY.search(skeleton) is not None


def _syntax(path: Path, text: str, message: str) -> Problem:
    place = _TOMLLIB_PLACE.search(message)
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        line, column = _place_in(text[: _place_of_end(text, message)])
    if day := day_at(text, line, column):
        column, (what, remedy) = day
    else:
        what, remedy = flaw(text, line, column, _TOMLLIB_PLACE.sub("", message))
    return Problem(path, line, column, "toml-syntax", "error", what, remedy)


def _place_of_end(text: str, message: str) -> int:
    """The offset that helps when tomllib only says "at end of document"."""
    if message.startswith("Unterminated string"):
        # It swallowed the rest of the file: where it was opened is what has to be seen.
        opened = max(text.rfind('"""'), text.rfind("'''"))
        if opened >= 0:
            return opened
    if message.startswith('Expected "\'"'):
        # A text in single quotes that never ends; tomllib looks for its end in all that follows.
        for found in _STRINGS_AND_COMMENTS.finditer(text):
            if found[0].startswith("'") and not found[0].endswith("'", 1):
                return found.start()
    return len(text.rstrip())


def _place_in(before: str) -> tuple[int, int]:
    """Line and column, from 1, of the character that follows this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _unreadable(path: Path, error: Exception) -> Problem:
    if isinstance(error, FileNotFoundError):
        return _whole(
            path, "missing-file", "there is no such file", "check the name and the folder"
        )
    if isinstance(error, PermissionError):
        remedy = "ask its owner, or change its permissions"
        return _whole(path, "unreadable", "you may not read this file", remedy)
    reason = getattr(error, "strerror", None) or str(error)
    what = f"the file cannot be read ({reason})"
    return _whole(path, "unreadable", what, "check the file and the disk it is on")


def _whole(path: Path, code: str, what: str, remedy: str) -> Problem:
    return Problem(path, 1, 1, code, "error", what, remedy)
