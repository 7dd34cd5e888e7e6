"""Looking back on deals: a session step by step, a deal's paths, two deals or vendors together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.deal.ladder import rung_label
from negotiator.deal.path import TARGET, columns, paths, rank
from negotiator.deal.precedent import same_vendor
from negotiator.deal.profile import tailored
from negotiator.deal.standing import ClauseState, DealState, Standing, live
from negotiator.deal.timeline import timeline
from negotiator.deal.trades import unanswered
from negotiator.desk.errors import DeskError
from negotiator.desk.review_views import Moment, Path, Paths, SideRow, Sides, Stood

if TYPE_CHECKING:
    from negotiator.deal.deal import Deal
    from negotiator.desk.desk import Desk
    from negotiator.playbook.model import Clause
    from negotiator.report.record import DealRecord
    from negotiator.store import Store

VENDOR = "="
"""Stands before the name of a vendor where an id of a deal might stand."""
_NOT_RAISED = str(Standing.NOT_RAISED)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A session, and the deal after each of its entries."""

    title: str
    moments: tuple[Moment, ...]
    states: tuple[DealState, ...]

    def stood(self, place: int) -> tuple[Stood, ...]:
        """Every clause that had been spoken of, as it stood after an entry."""
        return tuple(
            Stood(clause, str(now.standing), now.agreed or now.offered or "")
            for clause, now in sorted(self.states[place].clauses.items())
        )

    def balance(self, place: int) -> str:
        """What had been given and what had come back."""
        state = self.states[place]
        open_ = len(unanswered(state.trades))
        return f"give {state.gives} get {state.gets}{f', {open_} unanswered' if open_ else ''}"


def read_timeline(store: Store, deal: str, session: str, desk: Desk) -> Timeline:
    """A session step by step.

    Raises:
        DeskError: there is no such deal or session.
    """
    record = desk.documents.read(deal, store)
    sitting = next((each for each in record.sessions if str(each.id) == session), None)
    if sitting is None:
        raise DeskError("There is no such session any more.", "Look at the list again.")
    found = timeline(record.state.log, sitting.id)
    moments = tuple(
        Moment(
            at=each.entry.at,
            author=each.entry.author,
            kind=each.entry.body.kind.replace("-", " "),
            clause=each.entry.clause or "",
            words=each.words,
            turn=str(each.turn),
            gone=each.gone,
        )
        for each in found
    )
    title = f"{_name(record.deal)} · {sitting.kind} of {sitting.started:%d %b %Y}, {sitting.author}"
    return Timeline(title, moments, tuple(each.state for each in found))


def find_session(store: Store, text: str) -> tuple[str, str]:
    """The deal and the session that a beginning of its id means.

    Raises:
        DeskError: it means none, or several.
    """
    meant = [
        (str(each.deal), str(each.id))
        for deal in store.deals()
        for each in store.sessions(deal.id)
        if str(each.id).startswith(text.casefold())
    ]
    if len(meant) != 1:
        what = f"{len(meant)} sessions begin" if meant else "No session begins"
        raise DeskError(f"{what} with {text!r}.", "`negotiator review` lists them with their ids.")
    return meant[0]


def read_paths(store: Store, deal: str, desk: Desk) -> Paths:
    """Each clause of a deal that applies or was spoken of, down its ladder.

    Raises:
        DeskError: there is no such deal, or its playbook cannot be read.
    """
    record = desk.documents.read(deal, store)
    points = paths(live(record.state.log))
    applies = tailored(record.playbook, record.profile)
    found = tuple(
        Path(
            clause=clause.id,
            title=clause.title,
            rungs=tuple(clause.ladder),
            points=points.get(clause.id, ()),
            standing=str(record.state.clause(clause.id).standing),
        )
        for clause in record.playbook.clauses.values()
        if clause.id in applies or clause.id in points
    )
    rungs = columns([each.rungs for each in found], points.values())
    return Paths(_name(record.deal), rungs, found)


def read_sides(
    store: Store,
    deal: str,
    other: str,
    desk: Desk,
    goes_on: Callable[[float], bool] = lambda _: True,
) -> Sides:
    """A deal beside another one; `=` and a name is everything with a vendor.

    Beside a vendor a deal stands for all with its own vendor.

    Args:
        goes_on: told which part is read, from 0 to 1; where it says no, the rest is left out.

    Raises:
        DeskError: there is no such deal, or a playbook cannot be read.
    """
    every = store.deals()
    if other.startswith(VENDOR):
        mine = deal if deal.startswith(VENDOR) else store.find_deal(deal).vendor
        names = (
            _vendor(mine.removeprefix(VENDOR), every),
            _vendor(other.removeprefix(VENDOR), every),
        )
        sides = [[each for each in every if same_vendor(each.vendor, name)] for name in names]
    else:
        left_deal, right_deal = store.find_deal(deal), store.find_deal(other)
        names, sides = (_name(left_deal), _name(right_deal)), [[left_deal], [right_deal]]
    left: list[DealRecord] = []
    right: list[DealRecord] = []
    whole = sum(map(len, sides))
    for number, each in enumerate((*sides[0], *sides[1])):
        if not goes_on(number / whole):
            break
        side = left if number < len(sides[0]) else right
        side.append(desk.documents.read(str(each.id), store))
    reached_left, reached_right = _reached(left), _reached(right)
    rows = tuple(
        SideRow(
            clause, reached_left.get(clause, _NOT_RAISED), reached_right.get(clause, _NOT_RAISED)
        )
        for clause in sorted({*reached_left, *reached_right})
    )
    counts = zip(_counts(left), _counts(right), strict=True)
    head = tuple(SideRow(name, told, beside) for (name, told), (_, beside) in counts)
    return Sides(*names, head, rows)


def _reached(records: Iterable[DealRecord]) -> dict[str, str]:
    """Where each clause ended, newest deal first; each position once."""
    found: dict[str, dict[str, None]] = {}
    for record in sorted(records, key=lambda each: each.deal.created, reverse=True):
        for name, now in record.state.clauses.items():
            said = _position(record.playbook.clauses.get(name), now)
            found.setdefault(name, {})[said] = None
    return {clause: ", then ".join(reversed(list(said))) for clause, said in found.items()}


def _position(clause: Clause | None, now: ClauseState) -> str:
    position = clause.ladder.get(now.agreed or "") if clause else None
    if not now.standing.agreed or now.agreed is None:
        return str(now.standing)
    label = rung_label(now.agreed, position) if position else ""
    return f"{now.agreed}: {label}" if label and label != now.agreed else now.agreed


def _counts(records: Sequence[DealRecord]) -> list[tuple[str, str]]:
    states = [record.state for record in records]
    agreed = [
        now.agreed for state in states for now in state.clauses.values() if now.standing.agreed
    ]
    held = sum(rank(rung or "") <= TARGET for rung in agreed)
    free = sum(len(unanswered(state.trades)) for state in states)
    gives, gets = sum(state.gives for state in states), sum(state.gets for state in states)
    return [
        ("sessions", str(sum(len(record.sessions) for record in records))),
        ("agreed, at target", f"{len(agreed)}, {held}"),
        ("give and get", f"{gives} and {gets}, {free} unanswered"),
    ]


def _vendor(text: str, deals: Sequence[Deal]) -> str:
    """The vendor of that name; else the only one in whose name the text stands.

    Raises:
        DeskError: there is none, or several are.
    """
    known = {each.vendor.casefold().strip(): each.vendor for each in deals}
    wanted = text.casefold().strip()
    if wanted in known:
        return known[wanted]
    meant = sorted(name for folded, name in known.items() if wanted in folded)
    if len(meant) == 1:
        return meant[0]
    what = f"{text!r} may be {' or '.join(meant)}." if meant else f"There is no deal with {text!r}."
    raise DeskError(what, "Name the vendor in full.")


def _name(deal: Deal) -> str:
    return f"{deal.vendor} · {deal.title}"
