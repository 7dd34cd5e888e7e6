"""What killed programs left unfinished: files under hidden names, which nobody will finish."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from negotiator.desk.workspace import Workspace

_HIDDEN = re.compile(r"\..+\.(?:[a-z0-9_]{8}\.part|sqlite\.(?:restoring|recovering)(?:-\w+)?)")
"""As `desk/atomic.py`, a restore and a recovery call them, these with the logs of SQLite."""
_BACKUP = re.compile(r".+-\d+-\d+\.part(?:-\w+)?")
"""The same of a backup, in a folder that has nothing else."""
_ABANDONED = timedelta(hours=1)
"""Nobody takes as long over one file."""


def leftovers(workspace: Workspace, now: datetime) -> list[Path]:
    """Files that were never finished, and that nobody can be at any more."""
    found = []
    for folder in (workspace.sessions, workspace.playbooks):
        for path in folder.rglob("*"):
            with suppress(OSError):
                written = datetime.fromtimestamp(path.lstat().st_mtime, now.tzinfo)
                old = now - written > _ABANDONED
                name = _BACKUP if path.parent.name == "backups" else _HIDDEN
                if old and name.fullmatch(path.name) and path.is_file():
                    found.append(path)
    return sorted(found)
