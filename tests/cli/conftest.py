"""A user with a workspace, the sample playbook in it, and a deal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from negotiator.desk.workspace import Workspace
from tests.cli.program import Inside, Program
from tests.no_network import _no_network  # noqa: F401 - for every test here
from tests.samples import a_workspace, add_deal


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a deal, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("prepared") / "ours"
    add_deal(a_workspace(folder))
    return folder


@pytest.fixture
def workspace(tmp_path: Path, _prepared: Path) -> Workspace:
    """A workspace with a deal that nobody has negotiated yet."""
    folder = tmp_path / "ours"
    shutil.copytree(_prepared, folder)
    return Workspace(folder)


@pytest.fixture
def negotiator(tmp_path: Path, workspace: Workspace) -> Program:
    """The program, started inside the workspace."""
    return Program(tmp_path / "home", workspace.root)


@pytest.fixture
def quick(tmp_path: Path, workspace: Workspace) -> Program:
    """The same without a process of its own, twenty times faster."""
    return Inside(tmp_path / "home", workspace.root)


@pytest.fixture
def stranger(tmp_path: Path) -> Program:
    """The program for a user who has nothing yet."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return Program(tmp_path / "home", folder)


@pytest.fixture
def newcomer(stranger: Program) -> Program:
    """The same without a process of its own."""
    return Inside(stranger.home, stranger.folder)
