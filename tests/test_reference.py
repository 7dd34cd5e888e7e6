"""The reference pages say what the program does today."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize(
    ("page", "writer"),
    [("commands.md", "commands"), ("keys.md", "keymap"), ("playbooks.md", "playbooks")],
)
def test_the_page_is_current(page: str, writer: str) -> None:
    written = runpy.run_path(str(DOCS / "write_reference.py"))[writer]()
    stands = (DOCS / page).read_text(encoding="utf-8")
    assert stands == written, "run: python docs/write_reference.py"
