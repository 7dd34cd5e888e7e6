"""One door to every report: its kind and its form."""

from __future__ import annotations

import json
from datetime import datetime

from negotiator.deal.deal import Deal
from negotiator.deal.standing import DealState
from negotiator.playbook.model import Playbook
from negotiator.report.issues import issues, issues_json, issues_markdown
from negotiator.report.recap import recap, recap_json, recap_markdown

KINDS = ("issues", "recap")
FORMS = ("md", "json")


def render(
    kind: str,
    form: str,
    deal: Deal,
    playbook: Playbook,
    state: DealState,
    at: datetime,
    *,
    internal: bool = False,
) -> str:
    """A report as text.

    Raises:
        ValueError: the kind or the form is unknown.
    """
    if kind not in KINDS or form not in FORMS:
        raise ValueError(f"no report {kind} as {form}")
    if kind == "recap":
        points = recap(deal, playbook, state)
        if form == "md":
            return recap_markdown(deal, points, at)
        return _json(deal, at, recap_json(points))
    found = issues(deal, playbook, state, internal=internal)
    if form == "md":
        return issues_markdown(deal, found, at, internal=internal)
    return _json(deal, at, {"issues": issues_json(found, internal=internal)})


def _json(deal: Deal, at: datetime, content: dict[str, object]) -> str:
    head = {"vendor": deal.vendor, "title": deal.title, "at": at.isoformat(timespec="seconds")}
    return json.dumps({**head, **content}, ensure_ascii=False, indent=2) + "\n"
