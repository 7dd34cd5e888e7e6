"""Take the pictures of the README from the demo: `python docs/take_pictures.py`."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.tui.app import NegotiatorApp

FOLDER = Path(__file__).parent / "pictures"
SIZE = (120, 36)

PICTURES: Sequence[tuple[str, Sequence[str]]] = (
    ("deals", ()),
    ("session", ("f10", "_rest", "enter", "_rest", "c", "c")),
    ("live", ("escape", "escape", "_rest", "f3", *"roll everyone fwd, cant keep old ck", "_rest")),
    ("wrap-up", ("ctrl+u", "escape", "s")),
    ("playbook", ("escape", "escape", "f4", "_rest", "f2", *"pinning", "enter", "_rest", "_rest")),
)
"""Each with the keys that lead to it from the one before."""
_REST = 1.5
"""Seconds that the program is given where it reads something."""


async def take(workspace: Workspace) -> None:
    """Walk through the program and take the pictures."""
    app = NegotiatorApp(workspace, sample=True)
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        while app.desk is None:
            await pilot.pause(0.1)
        await pilot.pause(_REST)
        for name, keys in PICTURES:
            for key in keys:
                if key == "_rest":
                    await pilot.pause(_REST)
                else:
                    await pilot.press({" ": "space", ",": "comma"}.get(key, key))
            await pilot.pause(_REST)
            (FOLDER / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")


def main() -> None:
    """Take them all, in a workspace that is thrown away."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(take(make_workspace(Path(folder))))


if __name__ == "__main__":
    main()
