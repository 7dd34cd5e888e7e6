"""The package loads nothing it does not need: no screen, no SQL, none of the rooms above it."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import sys
import negotiator.playbook.check, negotiator.playbook.schema
print(*sorted(sys.modules))
"""


@pytest.fixture(scope="module")
def loaded_modules() -> set[str]:
    run = [sys.executable, "-c", PROBE]
    return set(subprocess.run(run, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize(
    "foreign", ["textual", "sqlmodel", "sqlalchemy", "sqlite3", "rapidfuzz", "rich"]
)
def test_no_foreign_library_is_loaded(loaded_modules: set[str], foreign: str) -> None:
    assert foreign not in loaded_modules


def test_no_other_room_is_loaded(loaded_modules: set[str]) -> None:
    ours = {name for name in loaded_modules if name.startswith("negotiator.")}
    assert {name for name in ours if not name.startswith("negotiator.playbook")} == {
        "negotiator.plain"
    }
