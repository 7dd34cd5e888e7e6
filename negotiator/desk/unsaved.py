"""What an editor holds and no file has yet: kept beside the sessions, so that no end loses it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from negotiator.desk import beside


class UnsavedTexts:
    """A small file for each playbook file that was edited and not saved."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path, text: str, mark: str) -> None:
        """Keep the text of a file, with the mark of what it was made of.

        Where it cannot be written the text is still on the screen, which says when saving fails.
        """
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            kept = {"path": str(path), "mark": mark, "text": text}
            beside.write(self._file(path), json.dumps(kept).encode())
        except OSError:
            return

    def drop(self, path: Path) -> None:
        """The text is saved, or not wanted."""
        try:
            self._file(path).unlink(missing_ok=True)
        except OSError:
            return

    def recall(self, path: Path) -> tuple[str, str] | None:
        """The text and the mark that were kept for a file."""
        try:
            kept = json.loads(beside.read(self._file(path)))
            text, mark = kept["text"], kept["mark"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return (text, mark) if isinstance(text, str) and isinstance(mark, str) else None

    def _file(self, path: Path) -> Path:
        return self._folder / f"{sha256(str(path.absolute()).encode()).hexdigest()[:32]}.json"
