"""The baselines: the smallest Textual app, and the smallest with an Input to type into."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Minimal(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        yield Static("minimal ready")


class Bare(App[None]):
    """One Input."""

    def compose(self) -> ComposeResult:
        yield Static("minimal ready")
        yield Input()


if __name__ == "__main__":
    (Bare if sys.argv[1:] == ["input"] else Minimal)().run()
