"""`negotiator playbook new`: a playbook to begin with, or a clause to change."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.samples import PINNING, RETENTION, TEXT


@pytest.fixture
def playbooks(negotiator: Program) -> Path:
    """The folder of the workspace's playbooks."""
    return negotiator.folder / "playbooks"


def test_a_playbook_of_ones_own_passes_its_check(negotiator: Program, playbooks: Path) -> None:
    told = negotiator("playbook", "new", "saas-terms").out
    assert told == f"Written: {playbooks / 'saas-terms.toml'}\n"
    assert negotiator("playbook", "check", "saas-terms").out == ""
    shown = negotiator("playbook", "show", "--playbook", "saas-terms").out
    assert shown.startswith("Saas terms, version 0.1.0")


def test_it_is_private_and_an_editor_finds_its_schema(quick: Program, playbooks: Path) -> None:
    quick("playbook", "new", "mine")
    first = (playbooks / "mine.toml").read_text().partition("\n")[0]
    assert first == "#:schema ./playbook.schema.json"
    schema = playbooks / "playbook.schema.json"
    assert schema.read_text() == quick("playbook", "schema").out
    assert stat.S_IMODE((playbooks / "mine.toml").stat().st_mode) == 0o600


def test_a_layer_over_another(quick: Program) -> None:
    quick("playbook", "new", "ours", "--extends", "llm-vendor", "--title", 'Our "house" terms')
    assert quick("playbook", "check", "ours").out == ""
    shown = quick("playbook", "show", "--playbook", "ours").out
    assert shown.startswith('Our "house" terms, version 0.1.0')
    assert PINNING in shown
    assert quick("playbook", "diff", "llm-vendor", "ours", "--json").json == [
        {"where": "playbook", "how": "changed", "what": key, "was": was, "now": now}
        for key, was, now in (
            ("id", "llm-vendor", "ours"),
            ("name", "Sample", 'Our "house" terms'),
            ("version", "1.2.3", "0.1.0"),
        )
    ]


def test_a_clause_to_the_terminal(negotiator: Program) -> None:
    out = negotiator("playbook", "new", "--clause", PINNING).out
    (clause,) = tomllib.loads(out)["clause"]
    (original,) = (each for each in tomllib.loads(TEXT)["clause"] if each["id"] == PINNING)
    assert clause == original


def test_one_fallback_in_a_layer(negotiator: Program, playbooks: Path) -> None:
    negotiator("playbook", "new", "ours", "--clause", RETENTION, "--only", "position")
    file = playbooks / "ours.toml"
    assert negotiator("playbook", "check", "ours").out == ""
    file.write_text(file.read_text().replace("value = 14", "value = 7"))
    assert negotiator("playbook", "diff", "llm-vendor", "ours").out.splitlines()[-2:] == [
        f"{RETENTION}/fallback-1",
        "  value: 14 → 7",
    ]
    assert "objection" not in file.read_text()


def test_a_clause_in_a_folder_is_a_file_of_its_own(quick: Program, playbooks: Path) -> None:
    folder = playbooks / "ours"
    folder.mkdir()
    (folder / "playbook.toml").write_text(
        '[playbook]\nid = "ours"\nname = "Ours"\nextends = "llm-vendor"\n'
    )
    told = quick("playbook", "new", "ours", "--clause", RETENTION, "--only", "weight").out
    file = folder / "data-retention.toml"
    assert told == f"Written: {file}\n"
    assert file.read_text().startswith("#:schema ../playbook.schema.json\n\n[[clause]]\n")
    told = quick.fails("playbook", "new", "ours", "--clause", RETENTION)
    assert f"{file} is yours to edit." in told


def test_a_file_written_by_hand_is_left_to_that_hand(quick: Program, playbooks: Path) -> None:
    quick("playbook", "new", "ours", "--extends", "llm-vendor")
    file = playbooks / "ours.toml"
    before = file.read_text()
    told = quick.fails("playbook", "new", "ours", "--clause", PINNING, "--only", "position")
    assert f"playbook new --clause {PINNING} --only position >> {file}" in told
    assert file.read_text() == before
    more = quick("playbook", "new", "--clause", PINNING, "--only", "position").out
    file.write_text(before + more)
    assert quick("playbook", "check", "ours").out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Ours",), "Ours is no id."),
        (("../ours",), "../ours is no id."),
        (("llm-vendor",), "llm-vendor.toml is there already."),
        (("ours", "--extends", "llm-vendr"), "Did you mean llm-vendor?"),
        (("ours", "--clause", "model.version-pining"), f"Did you mean {PINNING}?"),
        (("ours", "--clause", PINNING, "--only", "positions"), "Did you mean position?"),
        (("--clause", "zzz.qqq"), "has no clause zzz.qqq"),
    ],
)
def test_what_cannot_be_made(
    quick: Program, playbooks: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert told in quick.fails("playbook", "new", *arguments)
    assert [each.name for each in playbooks.iterdir()] == ["llm-vendor.toml"]


def test_a_copy_that_would_break_the_layer_is_not_written(quick: Program, playbooks: Path) -> None:
    folder = playbooks / "ours"
    folder.mkdir()
    header = '[playbook]\nid = "ours"\nname = "Ours"\nextends = "llm-vendor"\n'
    (folder / "playbook.toml").write_text(f'{header}[[clause]]\nid = "{PINNING}"\nweight = 2\n')
    told = quick.fails("playbook", "new", "ours", "--clause", PINNING)
    assert "Not written" in told
    assert "is already in" in told
    assert [each.name for each in folder.iterdir()] == ["playbook.toml"]


def test_nothing_to_begin_is_wrong_usage(quick: Program) -> None:
    assert "usage: negotiator playbook new" in quick.fails("playbook", "new", code=2)


def test_a_user_who_has_nothing_yet(stranger: Program) -> None:
    path = Path(stranger("playbook", "new", "mine").out.removeprefix("Written: ").rstrip())
    assert path.is_relative_to(stranger.home)
    assert stranger("playbook", "check", "mine").out == ""


def test_the_format_as_a_page(quick: Program) -> None:
    assert quick("playbook", "schema", "--markdown").out.startswith("# The format of a playbook\n")
