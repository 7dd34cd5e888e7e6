"""A workspace: the folder that holds a team's playbooks and sessions, found or made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from negotiator.desk.errors import DeskError, store_errors_told

VARIABLE = "NEGOTIATOR_WORKSPACE"
DATABASE = "NEGOTIATOR_DATABASE"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where playbooks and sessions are."""

    root: Path
    database_url: str | None = None
    """A database other than the workspace's own file."""

    @property
    def playbooks(self) -> Path:
        return self.root / "playbooks"

    @property
    def sessions(self) -> Path:
        return self.root / "sessions"

    @property
    def database(self) -> str:
        """What the store opens: the workspace's SQLite file, or the database named instead."""
        return self.database_url or str(self.sessions / "negotiator.sqlite")

    def record_file(self) -> Path | None:
        """The SQLite file that the record is in; None where it is on a server.

        Raises:
            DeskError: what is named as the database cannot be one.
        """
        with store_errors_told():
            from negotiator.store.database import file_of

            return file_of(self.database)

    @property
    def cache(self) -> Path:
        """What can be made again from the playbooks."""
        return self.sessions / "cache"

    @property
    def settings_file(self) -> Path:
        """Who sits here, and what they may decide alone; read when a workspace is opened."""
        return self.root / "settings.toml"

    @property
    def in_hand(self) -> Path:
        """What was typed and not filed, or filed and not saved, when the program ended."""
        return self.sessions / "in-hand"

    @property
    def unsaved(self) -> Path:
        """What an editor of playbooks held when the program ended."""
        return self.sessions / "unsaved"

    @property
    def state_file(self) -> Path:
        """What the screens remember between starts."""
        return self.sessions / "state.json"


def find_workspace(explicit: Path | None = None, start: Path | None = None) -> Workspace:
    """The workspace named, or the nearest one upwards, or the one in the user's data directory.

    A folder is a workspace when it has both `playbooks/` and `sessions/`.

    Raises:
        DeskError: the folder that was named is not a workspace.
    """
    url = os.environ.get(DATABASE) or None
    named = explicit or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        root = _absolute(named)
        if not _is_workspace(root):
            raise DeskError(
                f"{root} is not a workspace: it needs the folders playbooks/ and sessions/.",
                f"Make one with: negotiator init {root}",
            )
        return Workspace(root, url)
    here = _absolute(start or Path())
    for folder in (here, *here.parents):
        if _is_workspace(folder):
            return Workspace(folder, url)
    return Workspace(default_root(), url)


def default_root() -> Path:
    """The workspace of a user who made none."""
    from platformdirs import user_data_path

    return user_data_path("negotiator", appauthor=False)


def make_workspace(root: Path) -> Workspace:
    """Make the folders of a workspace where they are missing; what is there stays as it is.

    Raises:
        DeskError: the folder cannot be made.
    """
    root = _absolute(root)
    workspace = Workspace(root, os.environ.get(DATABASE) or None)
    try:
        for folder in (root, workspace.playbooks, workspace.sessions):
            if not folder.is_dir():
                folder.mkdir(mode=_PRIVATE, parents=folder == root)
                folder.chmod(_PRIVATE)  # mkdir's mode is narrowed by the umask, never widened
    except OSError as error:
        raise DeskError(
            f"Cannot make a workspace in {root}: {error.strerror or error}.",
            "Name a folder that you may write to: negotiator init DIR",
        ) from error
    return workspace


def _absolute(path: Path) -> Path:
    """The path from the root on, with `~` spelled out.

    Raises:
        DeskError: there is no such user, or the current folder was deleted.
    """
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        raise DeskError(f"{path} names no user's folder.", f"If it is one: ./{path}") from error
    except FileNotFoundError as error:
        raise DeskError("The current folder is gone.", "Change to one that is there.") from error


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / "playbooks").is_dir() and (folder / "sessions").is_dir()
    except OSError:
        return False
