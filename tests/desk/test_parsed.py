"""Documents of playbook files that were kept say what the files say."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from negotiator.desk.cache import Cache
from negotiator.desk.parsed import Parsed
from negotiator.desk.workspace import Workspace
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import Source, text_in
from negotiator.playbook.shelf import shipped_root
from tests.samples import a_workspace

HARD = r"""
day = 2026-11-26
when = 2026-11-26T10:00:00Z
nan = nan
big = 123456789012345678901234567890
flag = true
one = 1
number = 1.0
text = "é \u001b [b] \u2028 '"
"\u0000day" = "2026-11-26"
[[clause]]
metric = { value = 1e300, none = [], day = 1999-01-01 }
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return a_workspace(tmp_path / "workspace")


def twice(workspace: Workspace, file: Path) -> tuple[object, object]:
    """What is read of a file when it is parsed, and by the next program."""
    first = Parsed(Cache(workspace))
    parsed = first(file)
    first.save()
    return parsed, Parsed(Cache(workspace))(file)


def same(one: object, other: object) -> bool:
    return repr(one) == repr(other)


@pytest.mark.parametrize("line", [each for each in HARD.splitlines() if each], ids=str)
def test_every_kind_of_value_comes_back(workspace: Workspace, tmp_path: Path, line: str) -> None:
    file = tmp_path / "one.toml"
    file.write_text(line if "[[" not in line else HARD, encoding="utf-8")
    parsed, kept = twice(workspace, file)
    assert isinstance(parsed, Source)
    assert isinstance(kept, Source)
    assert same(kept.data, tomllib.loads(text_of(file)))
    assert kept.text == parsed.text


def test_the_shipped_playbooks_come_back(workspace: Workspace) -> None:
    for file in sorted(shipped_root().rglob("*.toml")):
        _, kept = twice(workspace, file)
        assert isinstance(kept, Source)
        assert same(kept.data, tomllib.loads(text_of(file)))


def test_only_what_changed_is_parsed(
    workspace: Workspace, tmp_path: Path, parsings: Callable[[], int]
) -> None:
    files = [tmp_path / f"{name}.toml" for name in "abc"]
    for file in files:
        file.write_text(f'name = "{file.name}"', encoding="utf-8")
    first = Parsed(Cache(workspace))
    for file in files:
        first(file)
    first.save()
    assert parsings() == 3
    files[1].write_text('name = "other"', encoding="utf-8")
    second = Parsed(Cache(workspace))
    found = [second(file) for file in files]
    assert parsings() == 4
    assert isinstance(found[1], Source)
    assert found[1].data == {"name": "other"}


def test_what_is_wrong_is_told_again(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text("name = ", encoding="utf-8")
    parsed, told = twice(workspace, file)
    assert isinstance(told, Problem)
    assert told == parsed


def test_without_a_workspace_nothing_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text('name = "x"', encoding="utf-8")
    parsed = Parsed(Cache(None))
    parsed.save()
    assert isinstance(parsed(file), Source)


@pytest.fixture
def parsings(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many documents were parsed so far."""
    count = 0
    loads = tomllib.loads

    def counted(text: str) -> dict[str, object]:
        nonlocal count
        count += 1
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    return lambda: count


def text_of(file: Path) -> str:
    text = text_in(file)
    assert isinstance(text, str)
    return text
