"""Naming a deal as a person would."""

from __future__ import annotations

from uuid import UUID

import pytest

from negotiator.deal.deal import Deal
from negotiator.store import Store, StoreError
from tests.store.samples import TEXT, a_deal

ACME = a_deal("Acme AI", "Enterprise API", id=UUID("ace50000-0000-4000-8000-000000000001"))
ACME_TOO = a_deal("Acme AI", "Fine-tuning", id=UUID("ace60000-0000-4000-8000-000000000002"))
ZOLL = a_deal("Straße & Söhne", "Übersetzung", id=UUID("beef0000-0000-4000-8000-000000000003"))
BEEF = a_deal("Beef", "Butcher's bot", id=UUID("01230000-0000-4000-8000-000000000004"))


@pytest.fixture
def filled(store: Store) -> Store:
    for deal in (ACME, ACME_TOO, ZOLL, BEEF):
        store.add_deal(deal, version="1", text=TEXT)
    return store


@pytest.mark.parametrize(
    ("text", "deal"),
    [
        pytest.param(str(ACME.id), ACME, id="the id"),
        pytest.param(ACME.id.hex.upper(), ACME, id="the id without hyphens, shouted"),
        pytest.param("ace5", ACME, id="the beginning of the id"),
        pytest.param("ACE60000-00", ACME_TOO, id="more of the id"),
        pytest.param("enterprise api", ACME, id="the title"),
        pytest.param("tuning", ACME_TOO, id="part of the title"),
        pytest.param("  acme   ai  fine ", ACME_TOO, id="vendor and title"),
        pytest.param("STRASSE", ZOLL, id="letters that only casefold knows"),
        pytest.param("übersetzung", ZOLL, id="an umlaut"),
        pytest.param("beef", BEEF, id="a vendor named like the beginning of an id"),
    ],
)
def test_a_deal_is_found_by(filled: Store, text: str, deal: Deal) -> None:
    assert filled.find_deal(text) == deal


def test_several_deals_are_listed(filled: Store) -> None:
    with pytest.raises(StoreError) as told:
        filled.find_deal("acme")
    assert "ace50000 (Acme AI · Enterprise API)" in told.value.what
    assert "ace60000 (Acme AI · Fine-tuning)" in told.value.what
    assert "Beef" not in told.value.what


@pytest.mark.parametrize("text", ["nobody", "", "   ", "ac3", "%", "\0"])
def test_no_deal_is_said_with_those_there_are(filled: Store, text: str) -> None:
    with pytest.raises(StoreError, match="There is no deal") as told:
        filled.find_deal(text)
    assert "Acme AI" in told.value.remedy


def test_in_an_empty_store_there_is_none(store: Store) -> None:
    with pytest.raises(StoreError, match="Begin one first"):
        store.find_deal("acme")


def test_a_long_list_is_cut(store: Store) -> None:
    for number in range(12):
        store.add_deal(a_deal("Acme AI", f"Deal {number:02}"), version="1", text=TEXT)
    with pytest.raises(StoreError, match="4 more"):
        store.find_deal("acme")
