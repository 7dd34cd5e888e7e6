"""The playbook of one's own that a new workspace begins with: a layer over the shipped one."""

from __future__ import annotations

from pathlib import Path

from negotiator.desk.edit import write_file
from negotiator.desk.library import Library
from negotiator.desk.new import write_schema
from negotiator.desk.workspace import Workspace
from negotiator.playbook.skeleton import layer

NAME = "our-company"
TITLE = "Our company's AI vendor playbook"
_EXAMPLE = "sla.availability", "Availability"


def write_starter(workspace: Workspace) -> Path | None:
    """Write the starter where the workspace has no playbook of its own yet; its path, or None.

    Raises:
        DeskError: the folder cannot be written to.
    """
    if any(workspace.playbooks.iterdir()):
        return None
    path = workspace.playbooks / f"{NAME}.toml"
    write_file(path, layer(NAME, TITLE, Library.DEFAULT, *_EXAMPLE))
    write_schema(workspace.playbooks)
    return path
