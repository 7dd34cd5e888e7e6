"""What is recorded of a contract after it was signed: its term, renewals, notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import uuid4

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.business_days import BusinessDays, business_days
from negotiator.deal.deal import Deal, Session, SessionKind
from negotiator.deal.entry import new_entry
from negotiator.deal.notice import (
    Notice,
    Reckoned,
    notice,
    notice_from,
    renews_from,
    spelled,
    term_begin,
    times,
)
from negotiator.deal.standing import DealState, live
from negotiator.deal.term import Renewal, Term
from negotiator.desk.deal_views import how_far
from negotiator.desk.errors import DeskError
from negotiator.desk.typed_term import read_term, typed_of
from negotiator.plain import one_line

if TYPE_CHECKING:
    from negotiator.store import Store


@dataclass(frozen=True, slots=True)
class DateView:
    """A date of the contract and where it comes from."""

    what: str
    """What is due, or was: a day that has passed is told as passed."""
    day: date
    when: str
    """How far off it is: "in 32 days", "missed 38 days ago"."""
    why: str
    missed: bool = False
    """It has passed without what it asks for."""


@dataclass(frozen=True, slots=True)
class ContractView:
    """The life of a contract as far as it is recorded."""

    deal: str
    vendor: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """(name, value) of the term, in words; empty where none is recorded."""
    dates: tuple[DateView, ...]
    renewed: int
    """How often it was confirmed as renewed."""
    notice_given: date | None
    """When notice was given for the present term."""
    answers: Mapping[str, str]
    """The term as it would be typed again, by the names of its fields; empty where none is."""


def contract_view(deal: Deal, state: DealState, today: date) -> ContractView:
    """What is known of a deal's contract."""
    term = state.term
    return ContractView(
        deal=str(deal.id),
        vendor=deal.vendor,
        title=deal.title,
        facts=() if term is None else tuple(_facts(term, state)),
        dates=() if term is None else tuple(_dates(term, state.rolls, state.notice_given, today)),
        renewed=state.rolls,
        notice_given=state.notice_given,
        answers={} if term is None else typed_of(term),
    )


def preview(
    answers: Mapping[str, str], known: ContractView, today: date
) -> tuple[tuple[DateView, ...], str]:
    """The dates that a term being typed would have, and what is still wrong with it."""
    try:
        term = read_term(answers, None)
    except DeskError as error:
        return (), str(error)
    return tuple(_dates(term, known.renewed, known.notice_given, today)), ""


def read_contract(store: Store, deal: str, today: date) -> ContractView:
    """The contract of the deal that a person names."""
    found = store.find_deal(deal)
    return contract_view(found, store.state(found.id), today)


def change_term(
    store: Store, deal: str, answers: Mapping[str, str], at: datetime, author: str
) -> ContractView:
    """Record the term, or some of its fields anew.

    That may be before the signature: the end that is expected is worth a date, too.

    Raises:
        DeskError: a field is wrong, or the end of the initial term is missing.
    """
    known = _known(store, deal, answers)
    return _record(store, known.deal, known.typed, at, author)


def may_renew(store: Store, deal: str, today: date) -> ContractView:
    """The contract whose present term can be confirmed as renewed by now.

    Raises:
        DeskError: no term is recorded, or the present one has not renewed yet.
    """
    known = _known(store, deal, {})
    _check_renewal(known, today)
    return contract_view(known.deal, known.state, today)


def renew(
    store: Store,
    deal: str,
    words: str,
    at: datetime,
    author: str,
    *,
    withdrawn: str = "",
    answers: Mapping[str, str] = MappingProxyType({}),
) -> ContractView:
    """Confirm that the term was renewed, once.

    Args:
        withdrawn: who withdrew the notice that was given for the term.
        answers: fields of the term to be changed with it; both are recorded, or neither.

    Raises:
        DeskError: no term is recorded, the present one has not renewed yet, or notice was given
            for it and nobody withdrew it.
    """
    known = _known(store, deal, answers)
    given, withdrawn = known.state.notice_given, one_line(withdrawn)
    if given is not None and not withdrawn:
        raise DeskError(
            f"Notice was given to {known.deal.vendor} on {spelled(given)}: "
            "the contract ends with its present term.",
            'Where it was withdrawn, say so: negotiator term DEAL --renewed --withdrawn "by whom".',
        )
    if given is None and withdrawn:
        raise DeskError(
            f"No notice to {known.deal.vendor} is recorded that could be withdrawn.",
            "Confirm the renewal without it.",
        )
    _check_renewal(known, at.date())
    told = (f"notice withdrawn: {withdrawn}" if withdrawn else "", one_line(words))
    rolled = b.Rolled(words="; ".join(filter(None, told)))
    return _record(store, known.deal, (*known.typed, rolled), at, author)


def give_notice(
    store: Store,
    deal: str,
    on: date,
    words: str,
    at: datetime,
    author: str,
    *,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> ContractView:
    """Record that notice was given for the present term.

    Args:
        answers: fields of the term to be changed with it; both are recorded, or neither.

    Raises:
        DeskError: no term is recorded, or the day is none of its term, or still to come.
    """
    known = _known(store, deal, answers)
    _check_notice(known, on, at.date())
    given = b.NoticeGiven(on=on, words=one_line(words))
    return _record(store, known.deal, (*known.typed, given), at, author)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What of a contract's term counts no more, and what is left."""

    what: str
    contract: ContractView


def take_back(store: Store, deal: str, at: datetime, author: str) -> TakenBack:
    """Take back what was recorded last of the term: a renewal, notice, or a change of its fields.

    Raises:
        DeskError: nothing of the term is recorded.
    """
    found = store.find_deal(deal)
    before = store.state(found.id)
    last = next((each for each in reversed(live(before.log)) if _of_term(each.body)), None)
    if last is None:
        raise DeskError(
            f"Nothing of the term of {found.vendor}, {found.title} is recorded.",
            "negotiator term DEAL shows what is.",
        )
    view = _record(store, found, [b.Retracted(entry=last.id)], at, author)
    was = {} if before.term is None else dict(_facts(before.term, before))
    return TakenBack(_in_words(last.body, was, dict(view.facts)), view)


def _of_term(body: AnyBody) -> bool:
    return isinstance(body, b.Contracted | b.Rolled | b.NoticeGiven)


def _in_words(body: AnyBody, was: Mapping[str, str], left: Mapping[str, str]) -> str:
    """What was taken back; of a change of the term what it had changed."""
    match body:
        case b.Rolled(words=words):
            return f"the renewal: {words}" if words else "the renewal"
        case b.NoticeGiven(on=on):
            return f"the notice of {spelled(on)}"
    if not left:
        return "the term"
    names = [name for name in {**was, **left} if was.get(name) != left.get(name)]
    return f"the change of {', '.join(names)}" if names else "the term, which was so before"


@dataclass(frozen=True, slots=True)
class _Known:
    """A contract with a term, as it would be with what was typed."""

    deal: Deal
    state: DealState
    term: Term
    typed: tuple[AnyBody, ...]
    """What records the fields that were typed; nothing where none was."""

    @property
    def name(self) -> str:
        return f"{self.deal.vendor}, {self.deal.title}"


def _known(store: Store, deal: str, answers: Mapping[str, str]) -> _Known:
    found = store.find_deal(deal)
    state = store.state(found.id)
    if answers:
        term = read_term(answers, state.term)
        return _Known(found, state, term, (b.Contracted(term=term),))
    if state.term is None:
        raise DeskError(
            f"No term of {found.vendor}, {found.title} is recorded.",
            "Record it first: negotiator term DEAL --ends 2027-03-31",
        )
    return _Known(found, state, state.term, ())


def _check_renewal(known: _Known, today: date) -> None:
    """A renewal is confirmed once it is certain: before, it would hide the dates for notice."""
    rolls = known.state.rolls
    first = renews_from(known.term, rolls, _days(known.term))
    if today >= first:
        return
    dates, begin = _notice(known.term, rolls), term_begin(known.term, rolls)
    why = f"its present term runs until {spelled(dates.ends.day)}"
    if today < begin:
        why = f"its present term begins on {spelled(begin)} only"
    elif dates.cancel_by is not None:
        why += f", and notice can arrive until {spelled(dates.cancel_by.day)}"
    raise DeskError(
        f"{known.name} has not renewed yet: {why}.",
        f"Confirm the renewal from {spelled(first)} on.",
    )


def _check_notice(known: _Known, on: date, today: date) -> None:
    """Notice is given on a day that has come, and for the term that is the present one."""
    rolls = known.state.rolls
    first = notice_from(known.term, rolls, _days(known.term))
    ends = _notice(known.term, rolls).ends.day
    if on > today:
        raise DeskError(f"{spelled(on)} is still to come.", "Record notice once it was given.")
    if on < first:
        raise DeskError(
            f"On {spelled(on)} no notice could be given for the present term of {known.name}.",
            f"Name a day from {spelled(first)} on.",
        )
    if on > ends:
        raise DeskError(
            f"The present term of {known.name} was over on {spelled(ends)}, before {spelled(on)}.",
            "If it renewed, confirm that first; then give notice for the term that runs now.",
        )


def _record(
    store: Store, deal: Deal, bodies: Iterable[AnyBody], at: datetime, author: str
) -> ContractView:
    """Record something outside any call, as a review of its own."""
    session = Session(
        id=uuid4(), deal=deal.id, kind=SessionKind.REVIEW, started=at, ended=at, author=author
    )
    store.start_session(session)
    entries = [new_entry(body, session=session.id, at=at, author=author) for body in bodies]
    return contract_view(deal, store.append(deal.id, entries), at.date())


def _days(term: Term) -> BusinessDays:
    """The calendar of its place; weekdays where there is none, as of an imported deal, perhaps."""
    try:
        return business_days(term.place)
    except ValueError:
        return business_days("")


def _notice(term: Term, rolls: int) -> Notice:
    return notice(term, rolls, _days(term))


def _dates(term: Term, rolls: int, given: date | None, today: date) -> Iterator[DateView]:
    """What the present term leads to; after notice its end alone, and when notice was given."""
    dates = _notice(term, rolls)
    if given is not None:
        late = dates.cancel_by is not None and given > dates.cancel_by.day
        why = f"for the term to {spelled(dates.ends.day)}"
        if late and dates.cancel_by is not None:
            why = f"too late: it had to be there by {spelled(dates.cancel_by.day)}"
        yield DateView("notice was given on", given, how_far((given - today).days), why)
    elif dates.send_by is not None and dates.cancel_by is not None:
        yield _deadline(("send notice by", "notice had to be sent by"), dates.send_by, today)
        had = ("notice must be there by", "notice had to be there by")
        yield _deadline(had, dates.cancel_by, today)
    ends = dates.ends
    over = ends.day < today
    final = given is not None or term.renewal is Renewal.NONE
    what = f"{'the contract' if final else 'the present term'} {'ended' if over else 'ends'}"
    why = f"{ends.why}; confirm whether it renewed" if over and not final else ends.why
    yield DateView(what, ends.day, how_far((ends.day - today).days), why)


def _deadline(what: tuple[str, str], until: Reckoned, today: date) -> DateView:
    """A day by which notice is needed, and what it is called ahead of the day and after it."""
    left = (until.day - today).days
    missed = left < 0
    when = f"missed {how_far(left)}" if missed else how_far(left)
    return DateView(what[missed], until.day, when, until.why, missed)


def _facts(term: Term, state: DealState) -> list[tuple[str, str]]:
    clear = " clear" if term.clear else ""
    period = f"{term.notice}{clear} {term.unit} by {term.method}" if term.notice else "none"
    facts = [
        ("starts", f"{term.starts:%d %b %Y}" if term.starts else ""),
        ("initial term ends", f"{term.ends:%d %b %Y}"),
        ("renewal", f"{term.renewal}, {term.renews_for} months each"),
        ("renewed", times(state.rolls) if state.rolls else ""),
        ("notice", period),
        ("notice given", f"{state.notice_given:%d %b %Y}" if state.notice_given else ""),
        ("business days of", term.place),
        ("price on renewal", term.price),
        ("uplift cap", "" if term.uplift_cap is None else f"{term.uplift_cap:g} %"),
        ("owner", term.owner),
    ]
    return [(name, value) for name, value in facts if value]
