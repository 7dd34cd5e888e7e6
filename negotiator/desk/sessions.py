"""Past sessions, found by what was said in them and narrowed by who, when and how they ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.standing import live
from negotiator.desk.review_views import Hit, SessionRow, Sessions, Wanted

if TYPE_CHECKING:
    from negotiator.store import Store


def read_sessions(
    store: Store, wanted: Wanted, goes_on: Callable[[float], bool] = lambda _: True
) -> Sessions:
    rows = []
    deals = store.deals()
    for number, deal in enumerate(deals):
        if not goes_on(number / len(deals)):
            break
        entries = live(store.entries(deal.id))
        for session in store.sessions(deal.id):
            mine = [e for e in entries if e.session == session.id]
            agreed = sum(isinstance(e.body, b.Agreed) for e in mine)
            free = sum(
                isinstance(e.body, b.Traded) and bool(e.body.give) and not e.body.get for e in mine
            )
            rows.append(
                SessionRow(
                    id=str(session.id),
                    deal=str(deal.id),
                    vendor=deal.vendor,
                    title=deal.title,
                    kind=str(session.kind),
                    author=session.author,
                    started=session.started,
                    minutes=int((session.ended - session.started).total_seconds() // 60)
                    if session.ended
                    else 0,
                    playbook=deal.playbook,
                    outcome="agreed" if agreed else "nothing agreed",
                    agreed=agreed,
                    free=free,
                    hits=tuple(_hits(mine, wanted.words)),
                )
            )
    whole = len(rows)
    choices = {
        name: tuple(sorted({getattr(r, name) for r in rows if getattr(r, name)}))
        for name in ("vendor", "author", "playbook", "outcome")
    }
    rows = [
        r
        for r in rows
        if wanted.since <= r.started.date() <= wanted.until
        and all(not getattr(wanted, n) or getattr(r, n) == getattr(wanted, n) for n in choices)
        and (not wanted.words.strip() or r.hits)
    ]
    rows.sort(key=lambda r: r.started, reverse=True)
    return Sessions(tuple(rows), whole, choices)


def _hits(entries: Sequence[Entry], words: str) -> Iterator[Hit]:
    terms = words.casefold().split()
    for e in entries if terms else ():
        text = getattr(e.body, "words", "")
        low = text.casefold()
        if all(t in low for t in terms):
            marks = tuple(sorted((low.index(t), low.index(t) + len(t)) for t in terms))
            yield Hit(e.at, e.body.kind, e.clause or "", text, marks)
