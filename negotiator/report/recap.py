"""The recap for the vendor: agreed, promised, put off, open; made of what was said aloud alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from negotiator.deal.deal import Deal
from negotiator.deal.profile import tailored
from negotiator.deal.promise import PromiseState, ledger
from negotiator.deal.standing import DealState, Standing, live
from negotiator.playbook.model import Playbook
from negotiator.report.markdown import bullets, text


@dataclass(frozen=True, slots=True)
class Line:
    """One point of the recap."""

    title: str
    words: str
    clause: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Recap:
    """The points by what became of them."""

    agreed: tuple[Line, ...]
    promised: tuple[Line, ...]
    deferred: tuple[Line, ...]
    open: tuple[Line, ...]


def recap(deal: Deal, playbook: Playbook, state: DealState) -> Recap:
    """What stands between the two sides now.

    Agreed terms are the rung's `say`, which was spoken; open points are named by the clause's title
    alone, so that nothing of our ladder can show.
    """
    agreed, deferred, open_ = [], [], []
    for clause_id in tailored(playbook, state.profile or deal.profile):
        clause, now = playbook.clauses[clause_id], state.clause(clause_id)
        if now.standing.agreed:
            position = clause.ladder.get(now.agreed or "")
            agreed.append(Line(clause.title, position.say if position else "", clause.id))
        elif now.standing is Standing.DEFERRED:
            due = now.due.isoformat() if now.due else ""
            deferred.append(Line(clause.title, now.deferred_to, clause.id, due))
        elif now.standing is not Standing.NOT_RAISED and not now.standing.settled:
            open_.append(Line(clause.title, "", clause.id))
    promised = [
        Line(_title(playbook, promise.clause), promise.words, promise.clause or "")
        for promise in ledger(live(state.log))
        if promise.state is not PromiseState.WAIVED
    ]
    return Recap(tuple(agreed), tuple(promised), tuple(deferred), tuple(open_))


def recap_markdown(deal: Deal, points: Recap, at: datetime) -> str:
    """The recap as a Markdown document."""
    parts = [f"# Recap: {text(deal.vendor)}, {text(deal.title)}", f"{at:%d %B %Y}"]
    for heading, lines in (
        ("Agreed in principle", points.agreed),
        ("You will", points.promised),
        ("You are coming back to us on", points.deferred),
        ("Still open", points.open),
    ):
        if lines:
            parts += [f"## {heading}", bullets(_bullet(line) for line in lines)]
    if len(parts) == 2:
        parts.append("Nothing was settled yet.")
    parts.append("Please tell us if we understood anything differently.")
    return "\n\n".join(parts) + "\n"


def recap_json(points: Recap) -> dict[str, Any]:
    """The recap as plain values."""
    return asdict(points)


def _bullet(line: Line) -> str:
    words = f": {text(line.words)}" if line.words else ""
    due = f" (by {line.due})" if line.due else ""
    return f"**{text(line.title)}**{words}{due}" if line.title else f"{text(line.words)}{due}"


def _title(playbook: Playbook, clause: str | None) -> str:
    known = playbook.clauses.get(clause or "")
    return known.title if known else ""
