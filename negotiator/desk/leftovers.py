"""What killed programs left unfinished: files under hidden names, which nobody will finish."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from negotiator.desk.workspace import Workspace

_NAME = re.compile(r"\..+\.(?:part|restoring|recovering)(?:-\w+)?|.+-\d+-\d+\.part(?:-\w+)?")
"""As `desk/atomic.py`, a restore, a recovery and a backup call them, with the logs of SQLite."""
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
                if old and _NAME.fullmatch(path.name) and path.is_file():
                    found.append(path)
    return sorted(found)
