"""Near duplicates are found by the rare words they share, and none is lost by that."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from negotiator.playbook.load import load
from negotiator.playbook.rules.finding import Subject
from negotiator.playbook.rules.heard import as_heard
from negotiator.playbook.rules.phrases import near_duplicate
from tests.playbook.files import HEADER, RETENTION, write

SAID = [
    "we roll every customer forward on the same day",
    "our lawyers never sign anything of that kind",
    "nobody keeps logs longer than they have to",
    "the discount goes away when the quarter ends",
    "support in your time zone is a different product",
    "the model card says all there is to say",
    "uptime is measured at our edge and nowhere else",
    "a named engineer costs more than you think",
]


def near(folder: Path, phrases: list[str]) -> int:
    """How many near duplicates are found among phrases that all have a clause of their own."""
    clauses = "".join(
        RETENTION.replace("data.retention", f"data.r{n}").replace(
            'title = "Retention"', f'title = "R"\nheard = ["{phrase}"]'
        )
        for n, phrase in enumerate(phrases)
    )
    loaded = load(write(folder, "p.toml", HEADER + clauses))
    assert loaded.playbook is not None
    subject = Subject(loaded.playbook, loaded.origin, date(2026, 12, 1))
    return sum(1 for _ in near_duplicate(subject))


def test_different_sentences_are_none(tmp_path: Path) -> None:
    assert near(tmp_path, SAID) == 0


@pytest.mark.parametrize("slip", ["drop", "double", "swap", "join", "add"])
def test_each_is_found_after_a_slip(tmp_path: Path, slip: str) -> None:
    chance = random.Random(slip)
    slipped = []
    for text in SAID:
        at = chance.randrange(1, len(text) - 1)
        space = chance.choice([n for n, letter in enumerate(text) if letter == " "])
        match slip:
            case "drop":
                slipped.append(text[:at] + text[at + 1 :])
            case "double":
                slipped.append(text[:at] + text[at] + text[at:])
            case "swap":
                slipped.append(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
            case "join":
                slipped.append(text[:space] + text[space + 1 :])
            case "add":
                slipped.append(f"{text} so")
    different = [text for text in slipped if " ".join(text.split()) not in SAID]
    assert near(tmp_path, SAID + different) == len(different) > 5


def test_what_is_heard_has_no_case_and_no_punctuation() -> None:
    assert as_heard("  We can't —\nREALLY can't! ") == "we cant really cant"
    assert as_heard("…") == ""
