"""Another program in our terminal, and back."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from textual.app import App


def run_outside(app: App[None], command: Sequence[str]) -> str:
    """Give the terminal to a program until it ends; what went wrong, in words, or nothing.

    The event loop waits meanwhile: nothing could be painted, and nobody could press a key of ours.
    """
    try:
        with app.suspend():
            # Ctrl+C there is for the program. A handler, because what is ignored is inherited.
            before = signal.signal(signal.SIGINT, lambda *_: None)
            try:
                code = subprocess.run(command, check=False).returncode
            finally:
                signal.signal(signal.SIGINT, before)
    except SuspendNotSupported:
        return f"This terminal cannot be given away. In another: {' '.join(command)}"
    except OSError as error:
        return f"{command[0]} cannot be run: {error.strerror or error}."
    return f"{command[0]} ended with code {code}." if code else ""
