"""What is recorded of a contract after it was signed: its term, renewals, notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import ValidationError

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.business_days import business_days
from negotiator.deal.deal import Deal, Session, SessionKind
from negotiator.deal.entry import new_entry
from negotiator.deal.notice import Notice, Reckoned, notice, times
from negotiator.deal.standing import DealState
from negotiator.deal.term import Term, Unit
from negotiator.desk.errors import DeskError
from negotiator.plain import one_line

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from negotiator.store import Store

_UNITS = {"d": Unit.DAYS, "cd": Unit.DAYS, "bd": Unit.BUSINESS_DAYS, "m": Unit.MONTHS}
"""What follows the number of a notice period; `cd` are clear days."""


@dataclass(frozen=True, slots=True)
class DateView:
    """A date of the contract and where it comes from."""

    what: str
    day: date
    why: str


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
    answers: Mapping[str, str]
    """The term as it would be typed again, by the names of its fields; empty where none is."""


def contract_view(deal: Deal, state: DealState) -> ContractView:
    """What is known of a deal's contract."""
    term = state.term
    return ContractView(
        deal=str(deal.id),
        vendor=deal.vendor,
        title=deal.title,
        facts=() if term is None else tuple(_facts(term, state)),
        dates=() if term is None else tuple(_dates(_notice(term, state.rolls))),
        renewed=state.rolls,
        answers={} if term is None else _answers(term),
    )


def preview(answers: Mapping[str, str], known: ContractView) -> tuple[tuple[DateView, ...], str]:
    """The dates that a term being typed would have, and what is still wrong with it."""
    try:
        term = read_term(answers, None)
    except DeskError as error:
        return (), str(error)
    return tuple(_dates(_notice(term, known.renewed))), ""


def _answers(term: Term) -> dict[str, str]:
    """A term as it would be typed."""
    short = "cd" if term.clear else next(key for key, unit in _UNITS.items() if unit is term.unit)
    typed = term.model_dump(mode="json", exclude={"unit", "clear"}, exclude_none=True)
    return {name: str(value) for name, value in typed.items()} | {"notice": f"{term.notice}{short}"}


def read_term(answers: Mapping[str, str], known: Term | None) -> Term:
    """The term with some of its fields changed, as they were typed.

    Args:
        answers: fields of a term by name; the notice period as `90d`, `90cd`, `20bd` or `3m`.

    Raises:
        DeskError: a field is wrong, or the end of the initial term is missing.
    """
    facts: dict[str, object] = {} if known is None else known.model_dump()
    typed = {name: one_line(text) for name, text in answers.items()}
    facts |= {name: text or Term.model_fields[name].get_default() for name, text in typed.items()}
    if typed.get("notice"):
        facts |= _period(typed["notice"])
    if not typed.get("ends", facts.get("ends")):
        raise DeskError("The term needs its last day.", "Say when it ends, as 2027-03-31.")
    try:
        term = Term.model_validate(facts)
        business_days(term.place)
    except ValidationError as error:
        raise _wrong(error.errors()[0], typed) from error
    except ValueError as error:
        raise DeskError(
            f"There is {error}.", "Name a country or a part of one, as US, DE or US-CA."
        ) from error
    return term


def _wrong(error: ErrorDetails, typed: Mapping[str, str]) -> DeskError:
    """What is wrong with a term, in words."""
    name = str(error["loc"][0]) if error["loc"] else ""
    if error["type"].startswith("date"):
        return DeskError(f"{name} “{typed[name]}” is no day.", "Write it as 2027-03-31.")
    name = name.replace("_", " ")
    if error["type"].endswith("_parsing"):
        return DeskError(f"{name} “{error['input']}” is no number.", "Write it as 5.")
    message = error["msg"].removeprefix("Value error, ")
    what = f"{name}: {message}" if name else message
    remedy = "Correct it, then record the term." if name else "Correct its first day or its last."
    return DeskError(f"{what[0].upper()}{what[1:]}.", remedy)


def _period(text: str) -> dict[str, object]:
    """A notice period as it is typed."""
    found = re.fullmatch(r"(\d{1,4}) ?(d|cd|bd|m)?", text)
    if found is None:
        raise DeskError(
            f"“{text}” is no notice period.",
            "Write it as 90d, 90cd (clear days), 20bd (business days) or 3m.",
        )
    unit = found[2] or "d"
    return {"notice": int(found[1]), "unit": _UNITS[unit], "clear": unit == "cd"}


def read_contract(store: Store, deal: str) -> ContractView:
    """The contract of the deal that a person names."""
    found = store.find_deal(deal)
    return contract_view(found, store.state(found.id))


def change_term(
    store: Store, deal: str, answers: Mapping[str, str], at: datetime, author: str
) -> ContractView:
    """Record the term, or some of its fields anew.

    Raises:
        DeskError: a field is wrong, or the end of the initial term is missing.
    """
    found = store.find_deal(deal)
    term = read_term(answers, store.state(found.id).term)
    return _record(store, found, b.Contracted(term=term), at, author)


def renew(store: Store, deal: str, words: str, at: datetime, author: str) -> ContractView:
    """Confirm that the term was renewed, once.

    Raises:
        DeskError: no term is recorded.
    """
    found = _with_term(store, deal)
    return _record(store, found, b.Rolled(words=one_line(words)), at, author)


def give_notice(
    store: Store, deal: str, on: date, words: str, at: datetime, author: str
) -> ContractView:
    """Record that notice was given for the present term.

    Raises:
        DeskError: no term is recorded.
    """
    found = _with_term(store, deal)
    return _record(store, found, b.NoticeGiven(on=on, words=one_line(words)), at, author)


def _with_term(store: Store, deal: str) -> Deal:
    found = store.find_deal(deal)
    if store.state(found.id).term is None:
        raise DeskError(
            f"No term of {found.vendor}, {found.title} is recorded.",
            "Record it first: negotiator term DEAL --ends 2027-03-31",
        )
    return found


def _record(store: Store, deal: Deal, body: AnyBody, at: datetime, author: str) -> ContractView:
    """Record something outside any call, as a review of its own."""
    session = Session(
        id=uuid4(), deal=deal.id, kind=SessionKind.REVIEW, started=at, ended=at, author=author
    )
    store.start_session(session)
    entry = new_entry(body, session=session.id, at=at, author=author)
    return contract_view(deal, store.append(deal.id, [entry]))


def _notice(term: Term, rolls: int) -> Notice:
    try:
        return notice(term, rolls, business_days(term.place))
    except ValueError:
        return notice(term, rolls, business_days(""))


def _dates(dates: Notice) -> list[DateView]:
    named: tuple[tuple[str, Reckoned | None], ...] = (
        ("send notice by", dates.send_by),
        ("notice must be there by", dates.cancel_by),
        ("the present term ends", dates.ends),
    )
    return [DateView(what, when.day, when.why) for what, when in named if when is not None]


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
