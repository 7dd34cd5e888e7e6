"""Who sits at the keyboard of the demo: apart from its deals, which take longer to read."""

from __future__ import annotations

from negotiator.desk.settings import Me, write_settings
from negotiator.desk.workspace import Workspace
from negotiator.playbook.model import Owner

NORA = Me(name="Nora Lind", function=Owner.PROCUREMENT, decides_for=("procurement-lead",))
"""The one who has the call that is going on."""


def introduce(workspace: Workspace) -> None:
    """Write her settings."""
    write_settings(workspace, NORA)
