"""Writing a file so that it is always whole: written beside, synced, then put in place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PRIVATE = 0o600
"""Only the owner may read it."""


def write_atomically(path: Path, content: str | bytes, mode: int = PRIVATE) -> None:
    """Replace a file's content; readers see the old or the new, line ends and all.

    Raises:
        OSError: the folder cannot be written to; the old file is then untouched.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
