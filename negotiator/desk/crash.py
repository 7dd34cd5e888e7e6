"""The last resort: an unexpected error becomes a calm sentence and a report without any words."""

from __future__ import annotations

import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from negotiator import __version__
from negotiator.desk.atomic import write_atomically

_APOLOGY = (
    "Negotiator met an error it did not expect and has closed. What it had shown as saved is saved."
)


def report(error: BaseException | None, folder: Path | None = None) -> str:
    """Write where it happened into a file and return what to tell the user.

    Neither local variables nor the error's own message go into the file: both may hold words of a
    deal. Without a folder it goes to the system's temporary one.
    """
    if error is None:
        return _APOLOGY
    # What a worker failed of is wrapped in an error that says nothing of it.
    inner = getattr(error, "error", None)
    error = inner if isinstance(inner, BaseException) else error
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
    path = (folder or Path(tempfile.gettempdir())) / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    lines = [f"negotiator {__version__}, Python {sys.version.split()[0]}", ""]
    lines += [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    lines.append(type(error).__qualname__)
    try:
        write_atomically(path, "\n".join(lines) + "\n")
    except OSError:
        return f"{_APOLOGY}\nStart it again to go on."
    return f"{_APOLOGY}\nStart it again to go on. Where it happened, without any words: {path}"
