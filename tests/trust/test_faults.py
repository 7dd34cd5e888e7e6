"""The runs of faults in their short form; docs/reliability.md has the figures of the long one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust import damage


def ran(*arguments: str) -> str:
    """What a run prints, in a process of its own: it forks, or wraps SQLite."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_no_damaged_file_loses_anything_without_a_word() -> None:
    outcome = damage.run(files=44)
    assert outcome.rounds == 44
    assert outcome.lost == 0
    assert outcome.recovered > 20
    assert set(outcome.kinds) == set(damage.KINDS)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_whoever_kills_the_program_what_was_saved_is_there() -> None:
    told = ran("tests.trust.crash", "--rounds", "50")
    assert "rounds 50" in told
    assert "lost 0" in told


@pytest.mark.skipif(sys.platform != "linux", reason="real terminals")
def test_whenever_a_call_is_killed_what_the_screen_called_saved_is_there() -> None:
    told = ran("tests.trust.screens", "--rounds", "4")
    assert "rounds 4" in told
    assert "lost 0" in told


@pytest.mark.skipif(sys.platform != "linux", reason="finds SQLite in /proc")
def test_a_power_cut_loses_nothing_and_would_without_full_syncs() -> None:
    told = ran("tests.trust.power", "--rounds", "100")
    if "skipped" in told:
        pytest.skip("this Python has a SQLite of its own inside")
    full, normal = told.splitlines()
    assert full.startswith("FULL: rounds 100")
    assert full.endswith("lost 0")
    assert not normal.endswith("lost 0")


@pytest.mark.skipif(sys.platform != "linux", reason="finds SQLite in /proc")
def test_whichever_call_to_the_disk_fails_what_was_saved_is_there() -> None:
    told = ran("tests.trust.calls", "--every", "25")
    if "skipped" in told:
        pytest.skip("this Python has a SQLite of its own inside")
    assert "lost 0" in told


@pytest.mark.skipif(sys.platform != "linux", reason="real terminals")
def test_windows_on_one_deal_lose_and_double_nothing() -> None:
    told = ran("tests.trust.windows", "--rounds", "1", "--statements", "8", "--windows", "2")
    assert "20 filed, 0 lost" in told


@pytest.mark.skipif(sys.platform != "linux", reason="a real terminal")
def test_keys_in_bursts_end_nothing() -> None:
    assert "3 bursts, nothing ended" in ran("tests.trust.bursts", "--bursts", "3")


def test_whatever_is_read_is_understood_or_refused() -> None:
    told = ran("tests.trust.parsers", "--seconds", "1")
    if "skipped" in told:
        pytest.skip("atheris has no wheel for this system")
    assert told.count("no accident") == 5
