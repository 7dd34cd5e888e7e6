"""The format of playbook files, for editors and for people."""

from __future__ import annotations

import json


def schema_text() -> str:
    """The JSON Schema of a playbook file, as it stands in playbooks/playbook.schema.json."""
    from negotiator.playbook.schema import file_schema

    return json.dumps(file_schema(), indent=2) + "\n"


def format_page() -> str:
    """The manual of the format, as it stands in docs/playbook-format.md."""
    from negotiator.desk.choices import PROFILE_FACTS
    from negotiator.playbook.page import format_page

    return format_page(PROFILE_FACTS)
