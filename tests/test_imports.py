"""What is needed at once imports little: a process each, and a look at what it has loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import a_workspace

SCREENS = {"textual"}
RECORD = {"sqlmodel", "sqlalchemy", "sqlite3"}
PLAYBOOKS = {"pydantic", "Stemmer"}
SELDOM = {"rapidfuzz", "tomllib"}
"""What only a playbook that is read anew, or a mistyped word, needs."""

TELL = """
import atexit, sys
def tell(): print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
atexit.register(tell)
"""
RUN = f"{TELL}\nfrom negotiator.cli import main\nsys.exit(main(sys.argv[1:]))"


def loaded(source: str, *arguments: str) -> set[str]:
    """The packages that a program has loaded when it ends well."""
    done = subprocess.run(
        [sys.executable, "-c", source, *arguments],
        env={name: text for name, text in os.environ.items() if "COV" not in name},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_asking_what_it_is(option: str) -> None:
    packages = loaded(RUN, option)
    assert "negotiator" in packages
    assert not packages & (SCREENS | RECORD | PLAYBOOKS | SELDOM | {"rich", "asyncio"})


@pytest.mark.parametrize(
    "arguments",
    [("suggest", "hello"), ("suggest", "--json", "-"), ("playbook", "check", "llm-vendor")],
    ids=str,
)
def test_answering_and_checking(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    a_workspace(tmp_path)
    packages = loaded(RUN, "--workspace", str(tmp_path), *arguments)
    assert packages >= PLAYBOOKS
    assert not packages & (SCREENS | RECORD)


def test_formats_of_others_cost_nothing_until_they_are_asked_for(tmp_path: Path) -> None:
    a_workspace(tmp_path)
    whole = RUN.replace('name.partition(".")[0]', "name")
    loaded_by_check = loaded(whole, "--workspace", str(tmp_path), "playbook", "check", "llm-vendor")
    assert "negotiator.playbook.check" in loaded_by_check
    assert not [name for name in loaded_by_check if "exchange" in name]
    export = ("playbook", "export", "llm-vendor", "--csv", "-o", str(tmp_path / "x.csv"))
    loaded_by_export = loaded(whole, "--workspace", str(tmp_path), *export)
    assert "negotiator.playbook.exchange.csv_export" in loaded_by_export
    assert not [name for name in loaded_by_export if "opf" in name or "csv_import" in name]
    assert not {"textual", "sqlmodel"} & loaded_by_export


def test_the_record_is_read_without_the_screens(tmp_path: Path) -> None:
    a_workspace(tmp_path)
    packages = loaded(RUN, "--workspace", str(tmp_path), "deals", "--json")
    assert packages >= {"sqlmodel"}
    assert not packages & SCREENS


def test_the_desk_costs_nothing_until_it_is_used() -> None:
    packages = loaded(f"{TELL}\nimport negotiator.desk")
    assert "negotiator" in packages
    assert not packages & (SCREENS | RECORD | PLAYBOOKS | SELDOM | {"rich", "asyncio"})


def test_the_first_frame_is_painted_without_the_record() -> None:
    packages = loaded(f"{TELL}\nimport negotiator.cli.encryption, negotiator.tui.app")
    assert packages >= SCREENS
    assert not packages & {"sqlmodel", "sqlalchemy", *PLAYBOOKS}
