"""What the screens remember; a damaged memory is only a fresh start."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from negotiator.desk.memory import Memory, recall, remember

FULL = Memory(
    deal="0123", clause="data.training", theme="light", filter="open", folded=["sla", "data"]
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def test_what_was_remembered_comes_back(path: Path) -> None:
    remember(path, FULL)
    assert recall(path) == FULL
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_was_remembered(path: Path) -> None:
    assert recall(path) == Memory()
    assert not path.exists()


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b"3", b"\xff\xfe", b"[" * 100_000, b'{"deal": "' + b"x" * 200_000],
    ids=["empty", "half", "list", "null", "number", "bytes", "deep", "long"],
)
def test_a_damaged_one_is_passed_over_and_left_for_whoever_wants_to_look(
    path: Path, text: bytes
) -> None:
    path.write_bytes(text)
    assert recall(path) == Memory()
    assert path.read_bytes() == text


def test_what_is_of_the_wrong_kind_is_passed_over_and_the_rest_is_kept(path: Path) -> None:
    path.write_text('{"deal": 3, "theme": "dark", "folded": ["sla", 4, null], "new": true}')
    assert recall(path) == Memory(theme="dark", folded=["sla"])
    path.write_text('{"folded": "sla", "clause": null, "filter": "open"}')
    assert recall(path) == Memory(filter="open")


def test_a_folder_that_is_gone_is_no_reason_to_stop(path: Path) -> None:
    remember(path.parent / "gone" / "state.json", FULL)
    assert recall(path.parent / "gone" / "state.json") == Memory()


def test_a_damaged_one_is_replaced_whole(path: Path) -> None:
    path.write_text("{")
    remember(path, FULL)
    assert recall(path) == FULL
    assert list(path.parent.iterdir()) == [path]
