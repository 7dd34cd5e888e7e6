"""Workspaces for the journeys: as `negotiator init` makes them, and with a small playbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.terminal import negotiator


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A fresh workspace on the shipped playbook."""
    folder = tmp_path / "ours"
    assert negotiator("init", str(folder), home=tmp_path).returncode == 0
    return folder
