"""Workspaces for the screens' tests, and a clock for waiting that suits a test."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
import textual._wait

from negotiator.desk.workspace import Workspace
from tests.tui.support import a_workspace, add_deal


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot looks every 20 ms, twice a key, whether the program is idle; 4 ms do as well."""
    monkeypatch.setattr(textual._wait, "SLEEP_GRANULARITY", 0.004)
    monkeypatch.setattr(textual._wait, "SLEEP_IDLE", 0.0004)
    monkeypatch.setenv("LOGNAME", "ana")
    monkeypatch.delenv("NEGOTIATOR_DATABASE", raising=False)


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the small playbook and one deal, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("prepared") / "workspace"
    asyncio.run(add_deal(a_workspace(folder)))
    return folder


@pytest.fixture
def workspace(tmp_path: Path, _prepared: Path) -> Workspace:
    """The small playbook and one deal, not negotiated yet."""
    folder = tmp_path / "workspace"
    shutil.copytree(_prepared, folder)
    return Workspace(folder)


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """The small playbook and no deal."""
    return a_workspace(tmp_path / "workspace")
