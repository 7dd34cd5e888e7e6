"""`negotiator playbook`: list, show, check, schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.playbook.files import at
from tests.samples import PINNING, TEXT, playbook

LAYER = """\
[playbook]
id = "ours"
name = "Ours"
extends = "llm-vendor"

[[clause]]
id = "model.version-pinning"
weight = 9
"""


@pytest.fixture
def file(negotiator: Program) -> Path:
    """The sample's file."""
    return negotiator.folder / "playbooks" / "llm-vendor.toml"


@pytest.fixture
def layer(negotiator: Program) -> Path:
    """A layer over the sample."""
    path = negotiator.folder / "playbooks" / "ours.toml"
    path.write_text(LAYER)
    return path


# ── list ─────────────────────────────────────────────────────────────────────────────────────


def test_the_workspaces_own_hides_the_shipped_one_of_that_id(
    negotiator: Program, file: Path
) -> None:
    rows = negotiator("playbook", "list", "--json").json
    (ours,) = (row for row in rows if row["id"] == "llm-vendor")
    assert ours == {
        "id": "llm-vendor",
        "version": "1.2.3",
        "clauses": 8,
        "objections": 3,
        "heard": sum(1 for _ in playbook().phrases()),
        "counters": 6,
        "path": str(file),
    }


def test_a_table_for_a_person(quick: Program, layer: Path) -> None:
    heading, *rows = quick("playbook", "list").out.splitlines()
    assert heading.split() == (
        ["ID", "VERSION", "CLAUSES", "OBJECTIONS", "HEARD", "COUNTERS", "PATH"]
    )
    assert {"llm-vendor", "ours"} <= {row.split()[0] for row in rows}


def test_a_broken_one_is_listed_as_unusable(quick: Program, file: Path) -> None:
    file.write_text("[playbook")
    (row,) = (row for row in quick("playbook", "list", "--json").json if row["path"] == str(file))
    assert (row["version"], row["clauses"]) == ("unusable", 0)


# ── show ─────────────────────────────────────────────────────────────────────────────────────


def test_the_clauses_of_a_playbook(negotiator: Program) -> None:
    name, _, heading, *rows = negotiator("playbook", "show").out.splitlines()
    assert name == "Sample, version 1.2.3"
    assert heading.split() == ["CLAUSE", "TITLE", "OWNER", "RUNGS", "OBJECTIONS"]
    assert [row.split()[0] for row in rows] == list(playbook().clauses)
    assert rows[0].split()[-3:] == ["engineering", "5", "2"]


def test_a_playbook_as_json_is_the_playbook(quick: Program) -> None:
    shown = quick("playbook", "show", "--json").json
    assert shown["playbook"]["id"] == "llm-vendor"
    assert [clause["id"] for clause in shown["clause"]] == list(playbook().clauses)


def test_a_clause_whole(quick: Program) -> None:
    out = quick("playbook", "show", PINNING).out
    assert out.startswith(f"{PINNING}: Version pinning\n")
    for part in (
        "  fallback-1: 12 months + staging",
        "    requires_get: True",
        "  objection one-fleet (operational)",
        "    “we run one version for everyone”",
        "    alternative: Keep it in one region only, and tell us which. -> fallback-1",
        "  metric: name pinned for, unit months, better higher",
    ):
        assert f"{part}\n" in out


def test_a_clause_as_json(quick: Program) -> None:
    shown = quick("playbook", "show", PINNING, "--json").json
    assert shown["id"] == PINNING
    assert shown["position"][0]["rung"] == "opening"


def test_where_each_value_came_from(negotiator: Program, file: Path, layer: Path) -> None:
    shown = negotiator("playbook", "show", PINNING, "--playbook", "ours", "--origin").out
    places = dict(line.rsplit("   [", 1) for line in shown.splitlines())
    base, _ = at(TEXT, 'why = "A silent swap')
    assert places["  why: A silent swap changes behaviour that we certified."] == f"{file}:{base}]"
    weight, _ = at(LAYER, "weight")
    assert places["  weight: 9.0"] == f"{layer}:{weight}]"
    phrase, _ = at(TEXT, '"we run one version for everyone"')
    assert places["    “we run one version for everyone”"] == f"{file}:{phrase}]"
    rung, _ = at(TEXT, "value = 12")
    assert places["    value: 12.0"] == f"{file}:{rung}]"


EMPHASES = (
    LAYER
    + """
[[emphasis]]
id = "partner"
title = "partner: pinning weighs more"
when = { sourcing = ["partner"], hosting = ["saas"] }
raises = ["model.version-pinning"]
weight = { "model.version-pinning" = 10 }
why = "What both build must stand still."
source = "S4"

[[sourcing]]
id = "core"
ask = "Does it set us apart?"
yes = "partner"
no = "buy"
"""
)


def test_what_the_profile_decides_is_shown(negotiator: Program, layer: Path) -> None:
    layer.write_text(EMPHASES)
    out = negotiator("playbook", "show", "--playbook", "ours").out
    decision, emphasis = out.split("SOURCING")[1].split("EMPHASIS")
    assert decision.split("\n")[1].split() == [
        "core",
        *"Does it set us apart?".split(),
        "partner",
        "buy",
    ]
    row = emphasis.split("\n")[1]
    for part in ("sourcing partner; hosting saas", PINNING, f"{PINNING} 10"):
        assert part in row
    shown = negotiator("playbook", "show", PINNING, "--playbook", "ours", "--origin").out
    line, _ = at(EMPHASES, "[[emphasis]]")
    assert f"  raised by partner: What both build must stand still.   [{layer}:{line}]\n" in shown


def test_the_checklist_of_a_profile(quick: Program, layer: Path) -> None:
    layer.write_text(EMPHASES)
    ask = ("playbook", "show", "--playbook", "ours", "--for", "sourcing=partner")
    out = quick(*ask, "--for", "risk_tier=pilot").out.splitlines()
    assert out[:2] == [
        "risk_tier pilot, hosting saas, layer foundation-model, sourcing partner, data personal",
        "partner: pinning weighs more (S4)",
    ]
    rows = {row.split()[0]: row.split()[1:4] for row in out[4:]}
    assert rows[PINNING] == ["should-have", "10", "nice-to-have"]
    shown = quick(*ask, "--json").json
    assert shown["profile"]["sourcing"] == "partner"
    assert shown["clauses"][0]["weight"] == 10


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        (("--for", "partner"), 2, "write FIELD=VALUE"),
        (("--for", "mood=good"), 1, "A profile has no mood. It has: risk_tier"),
        (("--for", "data=few"), 1, "data is never few. It is one of: public"),
        (("--for", "data=public", PINNING), 2, "leave out CLAUSE"),
    ],
)
def test_a_profile_that_cannot_be(
    quick: Program, said: tuple[str, ...], code: int, told: str
) -> None:
    assert told in quick.fails("playbook", "show", *said, code=code)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("model.version-pining",), f"Did you mean {PINNING}?"),
        (("zzz.qqq",), "negotiator playbook show --playbook llm-vendor"),
        ((PINNING, "--playbook", "llm-vendr"), "Did you mean llm-vendor?"),
        ((PINNING, "--playbook", "./nowhere.toml"), "There is no playbook ./nowhere.toml."),
    ],
)
def test_what_is_not_there(quick: Program, arguments: tuple[str, ...], hint: str) -> None:
    assert hint in quick.fails("playbook", "show", *arguments)


# ── check ────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_playbook_is_passed_in_silence(negotiator: Program) -> None:
    assert negotiator("playbook", "check", "llm-vendor").out == ""


@pytest.fixture
def faulty(file: Path) -> tuple[Path, list[str]]:
    """Three faults in one file, and the beginnings of the lines that tell of them."""
    text = TEXT.replace('title = "Retention of prompts"', 'titel = "Retention of prompts"')
    text = text.replace('say = "Tell us within twenty-four', 'say = "Our walk-away is 72 hours.', 1)
    text = text.replace("value = 18", 'value = "18"')
    file.write_text(text)
    wrong = (('"18"', 1), ("titel", 1), ("Our walk-away", 1))
    return file, [f"{file.name}:{at(text, needle, nth)[0]}:" for needle, nth in wrong]


def test_everything_is_told_in_one_go_with_its_place(
    negotiator: Program, faulty: tuple[Path, list[str]]
) -> None:
    _, places = faulty
    told = negotiator("playbook", "check", "llm-vendor", code=1).out
    for place in places:
        assert place in told
    assert "did you mean `title`?" in told


def test_as_json(quick: Program, faulty: tuple[Path, list[str]]) -> None:
    file, _ = faulty
    found = quick("playbook", "check", "llm-vendor", "--json", code=1).json
    assert {Path(problem["source"]).name for problem in found} == {file.name}
    assert list(found[0]) == (["source", "line", "column", "code", "severity", "what", "remedy"])
    assert quick("playbook", "check", "./playbooks/ours", "--json", code=1).out == ""


def test_a_problem_of_a_base_is_told_once(
    quick: Program, faulty: tuple[Path, list[str]], layer: Path
) -> None:
    lines = quick("playbook", "check", "llm-vendor", "ours", code=1).out.splitlines()
    assert len(lines) == len(set(lines)) > 0


def test_one_by_its_path_from_anywhere(quick: Program, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace('"llm-vendor"', '"mine"'))
    assert quick("playbook", "check", path, folder=Path("/")).out == ""
    path.write_text("[playbook")
    told = quick("playbook", "check", path, folder=Path("/"), code=1).out
    assert "mine.toml:1:" in told


def test_a_check_that_fails_on_a_test_says_what_it_found(quick: Program, file: Path) -> None:
    file.write_text(TEXT.replace('expect = ""', f'expect = "{PINNING}"'))
    told = quick("playbook", "check", "llm-vendor", code=1).out
    assert f'"did you see the match last night" finds nothing, not {PINNING}' in told


# ── schema ───────────────────────────────────────────────────────────────────────────────────


def test_the_schema_of_a_file(negotiator: Program) -> None:
    schema = negotiator("playbook", "schema").json
    assert schema["$schema"].startswith("http://json-schema.org/")
    assert {"playbook", "clause", "floor", "test"} <= schema["properties"].keys()


@pytest.mark.parametrize("arguments", [(), ("sing",), ("list", "x"), ("check", "--deep")], ids=str)
def test_wrong_usage(quick: Program, arguments: tuple[str, ...]) -> None:
    assert "usage: " in quick.fails("playbook", *arguments, code=2)
