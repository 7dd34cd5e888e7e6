"""The engine on the shipped playbook: silent at small talk, right about its own phrases, quick."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.playbook.load import load
from negotiator.playbook.model import Playbook
from negotiator.playbook.shelf import shipped_root
from negotiator.suggest import Index, build_index, suggest

SMALL_TALK = (Path(__file__).parent / "small_talk.txt").read_text(encoding="utf-8").splitlines()
MOST_CLAIMED = 0.15
LEAST_FOUND = 0.95


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    root = shipped_root()
    loaded = load(root / "llm-vendor", (root,))
    assert loaded.playbook is not None
    return loaded.playbook


@pytest.fixture(scope="module")
def built(playbook: Playbook) -> Index:
    return build_index(playbook)


def test_small_talk_is_left_alone(built: Index) -> None:
    claimed = [
        f"{text!r}: {found[0].clause}" for text in SMALL_TALK if (found := suggest(built, text))
    ]
    assert len(SMALL_TALK) == 100
    assert len(claimed) <= MOST_CLAIMED * len(SMALL_TALK), "\n".join(claimed)


def test_its_own_phrases_are_found(playbook: Playbook, built: Index) -> None:
    phrases = list(playbook.phrases())[::9]
    missed = [
        f"{text!r} of {clause.id}"
        for clause, _, text in phrases
        if not (found := suggest(built, text)) or found[0].clause != clause.id
    ]
    assert len(missed) <= (1 - LEAST_FOUND) * len(phrases), "\n".join(missed)


@pytest.mark.parametrize("laugh", ["lol", "haha lol", "who does the snacks at your office lol"])
def test_a_laugh_is_no_limitation_of_liability(built: Index, laugh: str) -> None:
    assert suggest(built, laugh) == []


def test_beside_a_cap_it_is_one(built: Index) -> None:
    assert suggest(built, "lol cap")[0].clause == "liability.caps"
