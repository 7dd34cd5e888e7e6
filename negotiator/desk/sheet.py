"""A file of a playbook as text: read with a mark of what was there, and written over that alone."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from os.path import realpath
from pathlib import Path
from stat import S_IMODE

from negotiator.desk.atomic import PRIVATE
from negotiator.desk.edit import write_file
from negotiator.desk.errors import DeskError
from negotiator.plain import ended
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import read

_BYTE_ORDER_MARK = "\ufeff"
_NO_TEXT = frozenset(
    {"missing-file", "unreadable", "not-a-file", "too-large", "not-utf-8", "not-text"}
)
"""What is wrong with a file that not even an editor for text can show."""


class ChangedError(DeskError):
    """The file on the disk is not what was read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a file as it was read or written last."""

    path: Path
    text: str
    """With its line ends as they are."""
    mark: str
    """The sha256 of the bytes that were there."""
    head: str = ""
    """A byte order mark, which is kept, and is no part of the text."""


def read_sheet(path: Path) -> Sheet:
    """A file as text.

    Raises:
        DeskError: it is not there, may not be read, or holds no text.
    """
    found = read(path)
    if isinstance(found, Problem) and found.code in _NO_TEXT:
        raise DeskError(f"{path.name}, line {found.line}: {found.what}.", ended(found.remedy))
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DeskError(f"{path.name} cannot be read: {error}.", "Try again.") from error
    head = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    return Sheet(path, text.removeprefix(head), _mark(raw), head)


def write_sheet(sheet: Sheet, text: str, *, over: bool = False) -> Sheet:
    """Write a new text; what a link points to is written, and who may read it stays as it is.

    Args:
        over: even over what somebody else wrote meanwhile.

    Raises:
        ChangedError: the file is not what was read; nothing was written.
        DeskError: it cannot be written; the old text is still there.
    """
    if is_outdated(sheet) and not over:
        raise ChangedError(
            f"{sheet.path.name} was changed on the disk since it was read.",
            "Reload it, or keep what stands here.",
        )
    path = Path(realpath(sheet.path))
    try:
        mode = S_IMODE(path.stat().st_mode)
    except OSError:
        mode = PRIVATE
    write_file(path, sheet.head + text, mode)
    return Sheet(sheet.path, text, _mark((sheet.head + text).encode()), sheet.head)


def is_outdated(sheet: Sheet) -> bool:
    """Whether the file on the disk is not what was read or written last."""
    try:
        return _mark(sheet.path.read_bytes()) != sheet.mark
    except OSError:
        return True


def _mark(raw: bytes) -> str:
    return sha256(raw).hexdigest()
