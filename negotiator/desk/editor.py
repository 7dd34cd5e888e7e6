"""The user's own editor, as the command that opens a file at a line."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePath

from negotiator.desk.errors import DeskError

_PLUS = frozenset(
    "vi vim nvim view gvim vis kak nano pico micro emacs emacsclient joe jed mg mcedit ne".split()
)
"""Editors that take +LINE before the file."""
_COLON = frozenset("hx helix subl zed".split())
"""Editors that take FILE:LINE."""
_GOTO = frozenset("code code-insiders codium vscodium cursor windsurf".split())
"""Editors that take FILE:LINE after --goto."""
_USUAL = ("nano", "vi")


def editor_command(path: Path, line: int, environment: Mapping[str, str]) -> list[str]:
    """The command of $VISUAL or $EDITOR, else of an editor that is usually there.

    Of an editor that is not known, only the file is told.

    Raises:
        DeskError: there is none.
    """
    variable = "VISUAL" if environment.get("VISUAL") else "EDITOR"
    named = environment.get(variable, "")
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise DeskError(
            f"${variable} is no command: {named}.",
            "Close its quotation mark, or take away the backslash at its end, and start again.",
        ) from error
    words = words or [name for name in _USUAL if shutil.which(name)][:1]
    if not words or shutil.which(words[0]) is None:
        raise DeskError(
            f"There is no editor {words[0]}." if words else "There is no editor.",
            f"Name one that is installed in ${variable}, and start again.",
        )
    name = PurePath(words[0]).name.removesuffix(".exe")
    if name in _PLUS:
        return [*words, f"+{line}", str(path)]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, str(path)]
