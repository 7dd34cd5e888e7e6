"""What the screens remember between two starts: last deal, folded areas, theme, discreet mode."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock

from negotiator.desk import beside

_LIMIT = 100_000
_ONE_AFTER_ANOTHER = Lock()
"""What was remembered last stays, whichever thread is the slower."""


@dataclass(slots=True)
class Memory:
    """Comfort, not record: a damaged or missing file only means starting afresh."""

    deal: str = ""
    clause: str = ""
    theme: str = ""
    filter: str = ""
    folded: list[str] = field(default_factory=list)
    playbook: str = ""
    """The one that was maintained last."""
    shut: list[str] = field(default_factory=list)
    """The areas folded in its contents."""
    discreet: bool = False
    """The screen is shared: nothing internal is to be seen on it, not even for a frame."""


def recall(path: Path) -> Memory:
    """What was remembered; defaults for whatever is missing or of the wrong kind."""
    try:
        data = json.loads(beside.read(path, _LIMIT))
    except (OSError, ValueError, RecursionError):
        return Memory()
    memory = Memory()
    if not isinstance(data, dict):
        return memory
    for name, default in asdict(memory).items():
        value = data.get(name, default)
        if isinstance(value, list):
            value = [text for text in value if isinstance(text, str)]
        if isinstance(value, type(default)):
            setattr(memory, name, value)
    return memory


def remember(path: Path, memory: Memory) -> None:
    """Keep it for the next start; where the folder cannot be written, it is simply not kept."""
    with _ONE_AFTER_ANOTHER, suppress(OSError):
        beside.write(path, json.dumps(asdict(memory), indent=1).encode())
