"""Wordings of old contracts lose their signatures, and the names of who signed are told."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from negotiator.playbook.exchange.opf_parties import named_in, parties, without_signatures
from tests.playbook.exchange.test_opf_import import DOCUMENT, RESPONSE, draft_of, playbook_of

WORDING = "This Agreement may be signed in counterparts."
BLANK = "Meadow Hospitals, Inc.\nBy: ______________________\nName:\nTitle:"
SIGNED = "Heron Software, LLC\nBy: /s/ Kim Lind\nName: Kim Lind\nTitle: Director"


@pytest.mark.parametrize(
    "block",
    [
        f"\nIN WITNESS WHEREOF, the parties have signed.\n{BLANK}\n{SIGNED}",
        f" In witness whereof the parties have signed. {SIGNED}",
        f"\n{BLANK}\n{SIGNED}",
        f"\n\n{SIGNED}",
        "\nMeadow Hospitals\nSignature: ____________",
        "\n____________________\nKim Lind",
        "\nBy: __________",
        "",
    ],
)
def test_a_wording_ends_where_it_is_signed(block: str) -> None:
    assert without_signatures(WORDING + block) == WORDING


@pytest.mark.parametrize(
    "text",
    [
        WORDING,
        "Delivered by: courier, or by hand.",
        "The fee is ____ dollars, to be filled in.",
        "Notices go to the addresses beneath the signatures.",
        "By: the end of each month, Vendor reports.",
    ],
)
def test_what_only_speaks_of_signing_stays(text: str) -> None:
    assert without_signatures(text) == text


def test_names_of_companies_and_of_the_contracts_files() -> None:
    text = 'between Meadow Hospitals, Inc. (the "Hospital") and Heron GmbH, for Confidential Inc'
    names = parties([text, WORDING], ["lark-systems", "wren-2025", "template"])
    assert {"Meadow Hospitals, Inc.", "Hospital", "Heron GmbH", "Lark Systems"} <= set(names)
    assert not any("Wren" in name or "emplate" in name for name in names)
    table = {"title": "Fees", "position": [{"say": "Pay Lark  Systems at once."}, {"label": "x"}]}
    assert list(named_in([table], names)) == [("Lark Systems", "Fees")]


def signed(document: Any) -> Any:
    """The sample with a signed wording among those of its first clause, twice."""
    document = deepcopy(document)
    fallbacks = document["evidence"]["clauses"][0]["summary"]["fallbacks"]
    for block in (BLANK, SIGNED):
        new = deepcopy(fallbacks[0])
        new["text_summary"] = ""
        new["full_text"] = f"Heron Software, LLC responds within six hours.\n{block}"
        fallbacks.append(new)
    return document


def test_nothing_of_a_signature_may_be_said_or_sent() -> None:
    clause = playbook_of(signed(DOCUMENT)).clauses[RESPONSE]
    rung = clause.position[-2]
    assert rung.say == rung.language == "Heron Software, LLC responds within six hours."
    assert "Kim Lind" not in json.dumps(clause.model_dump(mode="json"))


def test_signatures_are_told_as_lost_and_names_as_something_to_look_at() -> None:
    draft = draft_of(signed(DOCUMENT))
    assert "signature blocks in wordings: 2" in draft.lost
    told = "a party's name, Heron Software, LLC, in what may be said or sent: Response time"
    assert told in draft.to_do
    assert not any("party" in line for line in draft_of(DOCUMENT).to_do)
