"""Workspaces for the journeys."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from negotiator.desk import Desk
from negotiator.desk.workspace import make_workspace
from tests.journeys.terminal import negotiator


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """As `negotiator init` makes it, on the shipped playbook."""
    folder = tmp_path / "ours"
    assert negotiator("init", str(folder), home=tmp_path).returncode == 0
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace without a deal whose default playbook is a small one, which opens faster."""
    made = make_workspace(tmp_path / "ours")
    shutil.copy(Path(__file__).with_name("small.toml"), made.playbooks / "llm-vendor.toml")
    return made.root


@pytest.fixture
def begun(small: Path) -> Path:
    """The same with the deal "Acme AI · API", in which nothing is recorded."""
    desk = Desk.open(make_workspace(small))
    try:
        asyncio.run(desk.new_deal("Acme AI", "API", {}))
    finally:
        desk.close()
    return small
