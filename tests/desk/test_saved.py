"""An edition whose text was damaged does not lock a deal."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from negotiator.desk.errors import DeskError
from negotiator.desk.workspace import Workspace
from tests.desk.conftest import Open
from tests.samples import PINNING, TITLE, VENDOR


@pytest.fixture
def lost(workspace: Workspace, open_desk: Open) -> str:
    """A deal whose edition has no text any more."""
    desk = open_desk()
    deal = asyncio.run(desk.new_deal(VENDOR, TITLE, {}))
    desk.close()
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.execute("UPDATE edition SET text = ''")
    return deal


def test_it_is_negotiated_on_the_playbook_as_it_is_now(open_desk: Open, lost: str) -> None:
    desk = open_desk()
    assert [row.id for row in desk.deals_now()] == [lost]
    call = desk.begin_now(lost, lambda _: None)
    call.raise_(PINNING)
    call.save_now()
    assert call.card(PINNING).ladder


def test_without_any_playbook_it_is_said(workspace: Workspace, open_desk: Open, lost: str) -> None:
    (workspace.playbooks / "llm-vendor.toml").write_text("[playbook")
    with pytest.raises(DeskError, match="cannot be read"):
        open_desk().begin_now(lost, lambda _: None)
