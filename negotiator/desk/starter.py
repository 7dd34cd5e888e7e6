"""The playbook of one's own that a new workspace begins with: a layer over the shipped one."""

from __future__ import annotations

from pathlib import Path

from negotiator.desk.atomic import write_atomically
from negotiator.desk.errors import DeskError
from negotiator.desk.workspace import Workspace

NAME = "our-company"

_STARTER = """\
# Our own positions, layered over the shipped llm-vendor playbook: name only what differs.
# Check it with: negotiator playbook check our-company

[playbook]
id = "our-company"
name = "Our company's AI vendor playbook"
version = "0.1.0"
extends = "llm-vendor"

# A clause with an id of the shipped playbook changes only the keys named here, for example:
#
# [[clause]]
# id = "sla.availability"
# weight = 10
# internal_notes = "Operations insists since the outage in spring."
#
# [[clause]]
# id = "governance.committee"
# remove = true
"""


def write_starter(workspace: Workspace) -> Path | None:
    """Write the starter where the workspace has no playbook of its own yet; its path, or None.

    Raises:
        DeskError: the folder cannot be written to.
    """
    if any(workspace.playbooks.iterdir()):
        return None
    path = workspace.playbooks / f"{NAME}.toml"
    try:
        write_atomically(path, _STARTER)
    except OSError as error:
        raise DeskError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Name a folder that you may write to.",
        ) from error
    return path
