"""The reference pages say what the program does today."""

from __future__ import annotations

import re
import runpy
from itertools import pairwise
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
ROW = re.compile(r"\|.*\|")
BAR = re.compile(r"(?<!\\)\|")


@pytest.mark.parametrize(
    ("page", "writer"),
    [("commands.md", "commands"), ("keys.md", "keymap"), ("playbooks.md", "playbooks")],
)
def test_the_page_is_current(page: str, writer: str) -> None:
    written = runpy.run_path(str(DOCS / "write_reference.py"))[writer]()
    stands = (DOCS / page).read_text(encoding="utf-8")
    assert stands == written, "run: python docs/write_reference.py"


@pytest.mark.parametrize("page", ["commands.md", "keys.md", "playbooks.md"])
def test_a_row_has_as_many_cells_as_its_table(page: str) -> None:
    rows = [line for line in (DOCS / page).read_text(encoding="utf-8").splitlines() if line]
    for above, row in pairwise(rows):
        if ROW.fullmatch(above) and ROW.fullmatch(row):
            assert len(BAR.findall(above)) == len(BAR.findall(row)), row
