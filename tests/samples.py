"""A small playbook, a workspace that has it, and a deal begun with it."""

from __future__ import annotations

import asyncio
import tomllib
from functools import cache
from pathlib import Path

from negotiator.desk import Desk
from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.playbook.model import Clause, Playbook
from negotiator.suggest import Index, build_index

TEXT = (Path(__file__).parent / "sample.toml").read_text(encoding="utf-8")
"""A playbook called llm-vendor, so that a workspace that has it needs no shipped one."""

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"
VENDOR, TITLE = "Acme AI", "Enterprise API"


@cache
def playbook() -> Playbook:
    """The sample, as the program uses it."""
    return Playbook.model_validate(tomllib.loads(TEXT))


@cache
def index() -> Index:
    """Its search index."""
    return build_index(playbook())


def clause(clause_id: str = PINNING) -> Clause:
    """A clause of the sample."""
    return playbook().clauses[clause_id]


def a_workspace(folder: Path, text: str = TEXT) -> Workspace:
    """A workspace with the sample as its default playbook."""
    workspace = make_workspace(folder)
    (workspace.playbooks / "llm-vendor.toml").write_text(text, encoding="utf-8")
    return workspace


def add_deal(workspace: Workspace, vendor: str = VENDOR, title: str = TITLE, **facts: str) -> str:
    """Begin a deal without a screen; its id."""
    desk = Desk.open(workspace)
    try:
        return asyncio.run(desk.new_deal(vendor, title, facts))
    finally:
        desk.close()
