"""Past sessions, found by what was said in them and narrowed by who, when and how they ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING

from negotiator.desk.review_views import Hit, SessionRow, Sessions, Wanted
from negotiator.plain import one_line

if TYPE_CHECKING:
    from negotiator.store import Store
    from negotiator.store.sessions import PastSession

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
"""How a session ended: by the firmest thing that happened in it, and else `talked`."""
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
    rows = [_row(each, wanted.words) for each in store.past_sessions(sought, goes_on)]
    choices = {
        name: tuple(sorted({getattr(row, name) for row in rows} - {""})) for name in _NARROWS
    }
    found = [row for row in rows if all(_is(row, name, wanted, choices) for name in _NARROWS)]
    return Sessions(tuple(found[:SHOWN]), len(found), len(rows), choices)


def _is(row: SessionRow, name: str, wanted: Wanted, choices: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a row is what is wanted: of that very name, or of one like it if there is none."""
    value, known = getattr(wanted, name), getattr(row, name)
    return value == known if value in choices[name] else value.casefold() in known.casefold()


def _row(past: PastSession, words: str) -> SessionRow:
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
        outcome=next((ended for kind, ended in _ENDED if past.kinds[kind] > 0), "talked"),
        agreed=past.kinds["agreed"],
        free=past.free,
        hits=tuple(
            Hit(each.at, each.kind, each.clause, *_marked(each.words, words))
            for each in past.found[:_HITS]
        ),
    )


def _marked(words: str, sought: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A statement on one line, and where in it the words stand."""
    line = one_line(words)
    terms = "|".join(re.escape(term) for term in sought.split())
    return line, tuple(each.span() for each in re.finditer(terms, line, re.IGNORECASE))
