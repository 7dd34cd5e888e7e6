"""`negotiator playbook diff`: playbooks by id, by path, and as saved with a deal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.samples import PINNING, TEXT


@pytest.fixture
def file(negotiator: Program) -> Path:
    """The sample's file."""
    return negotiator.folder / "playbooks" / "llm-vendor.toml"


@pytest.fixture
def later(negotiator: Program) -> Path:
    """A later state of the sample, in a file somewhere."""
    path = negotiator.folder / "later.toml"
    path.write_text(TEXT.replace("value = 18", "value = 20").replace("1.2.3", "1.3.0"))
    return path


def test_what_a_file_says_differently(negotiator: Program, later: Path) -> None:
    assert negotiator("playbook", "diff", "llm-vendor", "later.toml").out.splitlines() == [
        "playbook",
        "  version: 1.2.3 → 1.3.0",
        f"{PINNING}/target",
        "  value: 18 → 20",
    ]


def test_nothing_is_said_where_nothing_differs(quick: Program) -> None:
    assert quick("playbook", "diff", "llm-vendor", "deal:acme").out == ""
    assert quick("playbook", "diff", "llm-vendor", "llm-vendor", "--json").json == []


def test_the_edition_of_a_deal_stays_as_it_was(quick: Program, file: Path) -> None:
    file.write_text(TEXT.replace('"logs get purged monthly"', '"logs go after a month"'))
    told = quick("playbook", "diff", "deal:Acme", "llm-vendor").out
    assert "phrase removed: logs get purged monthly" in told
    assert "phrase added: logs go after a month" in told


def test_as_json(quick: Program, later: Path) -> None:
    assert quick("playbook", "diff", "llm-vendor", later, "--json").json[1] == {
        "where": f"{PINNING}/target",
        "how": "changed",
        "what": "value",
        "was": "18",
        "now": "20",
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("deal:nobody", "There is no deal 'nobody'."),
        ("llm-vendr", "Did you mean llm-vendor?"),
        ("./gone.toml", "There is no playbook ./gone.toml."),
    ],
)
def test_what_is_not_there(quick: Program, name: str, told: str) -> None:
    assert told in quick.fails("playbook", "diff", "llm-vendor", name)


def test_a_broken_part_is_not_taken_for_a_removed_one(quick: Program, later: Path) -> None:
    later.write_text(TEXT.replace('owner = "engineering"', 'owner = "nobody"'))
    told = quick.fails("playbook", "diff", "llm-vendor", later)
    assert "would look removed" in told
    assert f"negotiator playbook check {later}" in told


def test_what_is_printed_cannot_act_on_a_terminal(quick: Program, later: Path) -> None:
    later.write_text(TEXT.replace("The general counsel", "The \\u001b[31mcounsel"))
    told = quick("playbook", "diff", "llm-vendor", later).out
    assert "The \\x1b[31mcounsel" in told
    assert "\x1b" not in told
