"""Writing a file so that it is always whole: written beside, synced, then put in place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o600
"""Only the owner may read it."""


def write_atomically(path: Path, content: str | bytes, mode: int = PRIVATE) -> None:
    """Replace a file's content; readers see the old or the new, line ends and all.

    Raises:
        OSError: the folder cannot be written to; the old file is then untouched.
    """
    with replacing(path, mode) as fresh:
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path, mode: int = PRIVATE) -> Iterator[Path]:
    """An empty private file that takes the place of another once it was written.

    Raises:
        OSError: as above.
    """
    descriptor, name = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
    beside = Path(name)
    try:
        try:
            yield beside
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
