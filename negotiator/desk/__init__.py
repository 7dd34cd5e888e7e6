"""Opens a workspace and offers the verbs of the product; both front ends speak to it alone.

Names are imported when they are first used, so that a command pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negotiator.desk.call import Call
    from negotiator.desk.desk import Desk
    from negotiator.desk.errors import DeskError
    from negotiator.desk.journal import NotSaved, Saved
    from negotiator.desk.library import Library

__all__ = ["Call", "Desk", "DeskError", "Library", "NotSaved", "Saved"]

_HOMES = {
    "Call": "call",
    "Desk": "desk",
    "DeskError": "errors",
    "Library": "library",
    "NotSaved": "journal",
    "Saved": "journal",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"negotiator.desk.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
