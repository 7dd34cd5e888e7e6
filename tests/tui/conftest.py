"""Workspaces for the screens' tests, and a clock for waiting that suits a test."""

from __future__ import annotations

import asyncio
import gc
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import textual._wait
from textual.widgets import Footer

from negotiator.desk.workspace import Workspace
from tests.no_network import _no_network  # noqa: F401 - for every test here
from tests.tui.support import a_workspace, add_deal


@pytest.fixture
def footer() -> bool:
    """Whether the footer is drawn: it costs a fourth of all the time, and few tests look at it."""
    return False


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, footer: bool) -> None:
    """Pilot looks every 20 ms, twice a key, whether the program is idle; 1 ms does as well."""
    monkeypatch.setattr(textual._wait, "SLEEP_GRANULARITY", 0.001)
    monkeypatch.setattr(textual._wait, "SLEEP_IDLE", 0.0001)
    if not footer:
        monkeypatch.setattr(Footer, "compose", lambda _: iter(()))
    monkeypatch.setenv("LOGNAME", "ana")
    monkeypatch.delenv("NEGOTIATOR_DATABASE", raising=False)


_TOGETHER = 20
"""Tests after which is collected what they left: some megabytes each, which would add up."""
_tests = count(1)


@pytest.fixture(autouse=True)
def _rubbish_later() -> Iterator[None]:
    """Collecting while screens are built takes a third of the time; between the tests, little."""
    gc.disable()
    yield
    gc.enable()
    if next(_tests) % _TOGETHER == 0:
        gc.unfreeze()  # a program that is opened keeps all there is then, other tests' included
        gc.collect()


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


@pytest.fixture
def file(workspace: Workspace) -> Path:
    """Where the small playbook stands."""
    return workspace.playbooks / "llm-vendor.toml"
