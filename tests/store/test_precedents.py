"""What other deals agreed to and gave, as a call reads it."""

from __future__ import annotations

from negotiator.deal import body as b
from negotiator.store import Store
from tests.store.samples import CLAUSE, an_entry, begin


def test_what_was_given_is_there_again_once_its_undo_is_undone(store: Store) -> None:
    deal, session = begin(store)
    traded = an_entry(session, b.Traded(give="a reference", get="a calendar"))
    undone = an_entry(session, b.Retracted(entry=traded.id), clause=None)
    given = {str(deal.id): [("a reference", "a calendar")]}
    store.append(deal.id, [traded])
    assert store.given(CLAUSE) == given
    store.append(deal.id, [undone])
    assert store.given(CLAUSE) == {}
    store.append(deal.id, [an_entry(session, b.Retracted(entry=undone.id), clause=None)])
    assert store.given(CLAUSE) == given
