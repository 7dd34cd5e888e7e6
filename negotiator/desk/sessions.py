"""Past sessions, found by what was said in them and narrowed by who, when and how they ended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from negotiator.desk.names import check_name
from negotiator.desk.review_views import Hit, SessionRow, Sessions, Wanted
from negotiator.plain import one_line

if TYPE_CHECKING:
    from negotiator.store import Store
    from negotiator.store.sessions import Found, PastSession

SHOWN = 300
"""Sessions on a list; the newest, because nobody reads on from there."""
_HITS = 12
"""Places of a session at which what was looked for is shown."""
_ENDED = (
    ("papered", "papered"),
    ("agreed", "agreed"),
    ("refused", "refused"),
    ("deferred", "put off"),
    ("escalated", "put off"),
    ("observation", "observed"),
)
"""How a session ended: by the firmest thing that happened in it."""
_TALKED = "talked"
OUTCOMES = (*dict.fromkeys(told for _, told in _ENDED), _TALKED)
"""How a session may have ended, the firmest first."""
_WORD, _BEGIN, _END = re.compile(r"[^\W_]+"), r"(?<![^\W_])", r"(?![^\W_])"
"""As the index of words takes them apart."""
_NARROWS = ("vendor", "author", "playbook", "outcome")


def read_sessions(
    store: Store,
    wanted: Wanted,
    zone: tzinfo | None,
    goes_on: Callable[[float], bool] = lambda _: True,
) -> Sessions:
    """The sessions that are wanted, and what else they could be narrowed to.

    Args:
        zone: in which the days of `wanted` begin and end.
        goes_on: told which part is searched, from 0 to 1; where it says no, none is found.
    """
    from negotiator.store.sessions import Sought

    sought = Sought(
        datetime.combine(wanted.since, time.min, zone),
        datetime.combine(wanted.until, time.max, zone),
        words=wanted.words,
    )
    past = [(each, _narrows(each)) for each in store.past_sessions(sought, goes_on)]
    choices = {
        name: tuple(sorted({values[number] for _, values in past} - {""}))
        for number, name in enumerate(_NARROWS)
    }
    tests = [
        (number, partial(_is, getattr(wanted, name), choices[name]))
        for number, name in enumerate(_NARROWS)
        if getattr(wanted, name)
    ]
    meant = [each for each, values in past if all(test(values[number]) for number, test in tests)]
    shown = meant[:SHOWN]
    places = store.found([seq for each in shown for seq in each.found[:_HITS]])
    rows = tuple(_row(each, places, wanted.words) for each in shown)
    return Sessions(rows, len(meant), len(past), choices)


def check_names(store: Store, wanted: Wanted, playbooks: Iterable[str]) -> None:
    """Refuse a name that occurs in no session at any time: nothing is found then for a slip.

    Args:
        playbooks: those at hand, with or without a deal.

    Raises:
        DeskError: there is no such vendor, negotiator or playbook.
    """
    deals = store.deals()
    if wanted.vendor:
        check_name("vendor", wanted.vendor, (deal.vendor for deal in deals))
    if wanted.playbook:
        known = {*playbooks, *(deal.playbook for deal in deals)}
        check_name("playbook", wanted.playbook, known)
    if wanted.author:
        check_name("negotiator", wanted.author, store.authors())


def _narrows(past: PastSession) -> tuple[str, ...]:
    """What a session may be narrowed by, in the order of `_NARROWS`."""
    return past.vendor, past.author, past.playbook, _outcome(past)


def _is(wanted: str, known: tuple[str, ...], value: str) -> bool:
    """Whether a value is the one that is wanted, or one like it if there is none of that name."""
    return value == wanted if wanted in known else wanted.casefold() in value.casefold()


def _outcome(past: PastSession) -> str:
    for kind, ended in _ENDED:
        if past.kinds.get(kind, 0) > 0:
            return ended
    return _TALKED


def _row(past: PastSession, places: Mapping[int, Found], words: str) -> SessionRow:
    found = [places[seq] for seq in past.found[:_HITS]]
    return SessionRow(
        id=past.id,
        deal=past.deal,
        vendor=past.vendor,
        title=past.title,
        kind=past.kind,
        author=past.author,
        started=past.started,
        minutes=past.minutes,
        playbook=past.playbook,
        outcome=_outcome(past),
        agreed=past.kinds.get("agreed", 0),
        free=past.free,
        hits=tuple(
            Hit(each.at, each.kind, each.clause, *_marked(each.words, words)) for each in found
        ),
    )


def _marked(words: str, sought: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A statement on one line, and where in it the words stand, whatever their accents."""
    line = one_line(words)
    found = [f"{_BEGIN}{each}{_END}" for each in _WORD.findall(_bare(sought))]
    if not found:
        return line, ()
    found[-1] = found[-1].removesuffix(_END)  # it may still be typed
    pattern = re.compile("|".join(found), re.IGNORECASE)
    return line, tuple(each.span() for each in pattern.finditer(_bare(line)))


def _bare(text: str) -> str:
    """The text without its accents, each letter in its place."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)
