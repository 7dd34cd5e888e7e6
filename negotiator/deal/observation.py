"""Facts after the signature, beside what was agreed: what is measured, and what was broken.

What to look at each quarter: S0 section 6 (usage, cost, model behaviour, change logs), S3 sections
7.3 and 8 (latency, uptime, alerts at 50, 75 and 90 percent), S2 (succession of models, and once a
year the four questions of the portability audit).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from negotiator.deal import body as b
from negotiator.deal.amount import unit_between, unit_of
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import rung_label
from negotiator.deal.standing import DealState, live
from negotiator.playbook.model import Clause, Metric, Playbook, Position

_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a quarterly review asks that no metric tells."""

    title: str
    ask: str
    clause: str
    """Where it belongs, in a playbook that has the clause."""


TOPICS = (
    Topic("Version log", "Which versions changed, and were we told?", "model.change-notice"),
    Topic("Price notices", "Which prices were announced to change?", "commercial.price"),
    Topic("Spend alerts", "Did the alerts at 50, 75 and 90 % come?", "commercial.usage-caps"),
    Topic("Succession", "Which model serves what, and what follows?", "governance.multi-vendor"),
    Topic("Entrenched", "Once a year: which workloads are entrenched?", "governance.multi-vendor"),
    Topic("Our layer", "Once a year: does our own layer still work?", "governance.multi-vendor"),
    Topic("Fallback", "Once a year: is the open fallback current?", "governance.multi-vendor"),
    Topic("Switching", "Once a year: what did tuning, embeddings add?", "exit.export"),
)


@dataclass(frozen=True, slots=True)
class Observed:
    """One fact, and how it stands to what was agreed."""

    clause: str
    """Empty where it is about no clause."""
    title: str
    words: str
    at: datetime
    value: float | None = None
    breach: str = ""
    """What is missing to the agreed term, in words; empty where nothing is, or none is agreed."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An agreed term that has a number."""

    clause: str
    title: str
    metric: Metric
    agreed: float
    label: str
    """The agreed rung in a few words."""
    seen: float | None = None
    """The number observed last."""
    breach: str = ""


def observations(playbook: Playbook, state: DealState) -> tuple[Observed, ...]:
    """What was observed, oldest first."""
    return tuple(
        _observed(playbook, state, entry, entry.body)
        for entry in live(state.log)
        if isinstance(entry.body, b.Observation)
    )


def watched(playbook: Playbook, clauses: Iterable[str], state: DealState) -> tuple[Watched, ...]:
    """The terms that a review measures, in the order of the clauses."""
    last = {each.clause: each for each in observations(playbook, state) if each.value is not None}
    found = []
    for name in clauses:
        clause = playbook.clauses[name]
        term = agreed_term(clause, state)
        if clause.metric is None or term is None or term.value is None:
            continue
        seen = last.get(name)
        found.append(
            Watched(
                clause=name,
                title=clause.title,
                metric=clause.metric,
                agreed=term.value,
                label=rung_label(state.clause(name).agreed or "", term),
                seen=seen.value if seen else None,
                breach=seen.breach if seen else "",
            )
        )
    return tuple(found)


def agreed_term(clause: Clause, state: DealState) -> Position | None:
    """The rung that holds; None where nothing is agreed, or in words that no rung has."""
    now = state.clause(clause.id)
    return clause.ladder.get(now.agreed or "") if now.standing.agreed else None


def shortfall(metric: Metric, agreed: float, seen: float) -> str:
    """By how much a number misses the agreed one, in words; empty where it meets it.

    "99.90 percent agreed, 99.62 seen: 0.28 percentage points short".
    """
    missing = agreed - seen if metric.better == "higher" else seen - agreed
    if missing <= 0:
        return ""
    places = max(map(_places, (agreed, seen)))
    unit = unit_of(missing, unit_between(metric.unit))
    said = [_number(each, places) for each in (agreed, seen, missing)]
    told = f"{said[0]} {unit_of(agreed, metric.unit)} agreed, {said[1]} seen"
    return f"{told}: {said[2]} {unit} {'short' if metric.better == 'higher' else 'over'}"


def _observed(playbook: Playbook, state: DealState, entry: Entry, body: b.Observation) -> Observed:
    clause = playbook.clauses.get(entry.clause or "")
    breach = ""
    if clause and clause.metric and body.value is not None:
        term = agreed_term(clause, state)
        if term is not None and term.value is not None:
            breach = shortfall(clause.metric, term.value, body.value)
    title = clause.title if clause else entry.clause or "the whole deal"
    return Observed(entry.clause or "", title, body.words, entry.at, body.value, breach)


def _places(number: float) -> int:
    """Decimals of a number as a person would write it."""
    return len(f"{number:.{_DECIMALS}f}".rstrip("0").partition(".")[2])


def _number(number: float, places: int) -> str:
    return f"{number:.{places}f}" if abs(number) < 10**9 else f"{number:.6g}"
