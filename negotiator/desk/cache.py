"""What can be made again, kept in the workspace so that the next start need not make it."""

from __future__ import annotations

import contextlib
import hashlib

from negotiator.desk import beside
from negotiator.desk.workspace import Workspace

_KEPT = 16
"""Files beyond these, the oldest ones, are thrown away; each takes about 2 MB."""
_SEAL = hashlib.sha256().digest_size


class Cache:
    """Bytes by name, each with a seal by which damage shows.

    What cannot be read or written costs time and nothing else, so nothing is said of it.
    """

    def __init__(self, workspace: Workspace | None) -> None:
        self._folder = workspace.cache if workspace and workspace.sessions.is_dir() else None

    def has(self, name: str) -> bool:
        """Whether something was kept under a name; it may be damaged."""
        return self._folder is not None and (self._folder / name).is_file()

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None where nothing was, or it is damaged."""
        if self._folder is None:
            return None
        try:
            kept = beside.read(self._folder / name)
        except OSError:
            return None
        seal, body = kept[:_SEAL], kept[_SEAL:]
        return body if hashlib.sha256(body).digest() == seal else None

    def put(self, name: str, body: bytes) -> None:
        """Keep something, in place of what had the name before."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            beside.write(self._folder / name, hashlib.sha256(body).digest() + body)
            oldest_first = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime)
            for old in oldest_first[:-_KEPT]:
                old.unlink()
