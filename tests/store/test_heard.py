"""What was heard, over all deals."""

from __future__ import annotations

from negotiator.deal.body import Note, Retracted
from negotiator.store import Store
from tests.store.samples import a_deal, an_entry, begin, heard


def words(store: Store) -> list[tuple[str, str]]:
    return [(deal.vendor, getattr(entry.body, "words", "")) for deal, entry in store.heard()]


def test_nothing_was_heard(store: Store) -> None:
    assert store.heard() == []


def test_every_deal_in_the_order_of_filing_and_nothing_else(store: Store) -> None:
    acme, first = begin(store)
    corvid, second = begin(store, a_deal("Corvid Data"))
    store.append(acme.id, [heard(first, "one"), an_entry(first, Note(words="a note"))])
    store.append(corvid.id, [heard(second, "two", None)])
    store.append(acme.id, [heard(first, "three")])
    assert words(store) == [("Acme AI", "one"), ("Corvid Data", "two"), ("Acme AI", "three")]


def test_what_was_taken_back_was_not_heard(store: Store) -> None:
    deal, session = begin(store)
    slip, said, note = (
        heard(session, "slip"),
        heard(session, "said"),
        an_entry(session, Note(words="n")),
    )
    undo = an_entry(session, Retracted(entry=slip.id), None)
    of_note = an_entry(session, Retracted(entry=note.id), None)
    store.append(deal.id, [slip, said, note, undo, of_note])
    assert words(store) == [("Acme AI", "said")]
    store.append(deal.id, [an_entry(session, Retracted(entry=undo.id), None)])
    assert words(store) == [("Acme AI", "slip"), ("Acme AI", "said")]
