"""A file is always whole: the old text or the new, and private."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from negotiator.desk.atomic import write_atomically


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_new_file_is_private(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_atomically(tmp_path / "a", "café\n")
    finally:
        os.umask(before)
    assert (tmp_path / "a").read_bytes() == "café\n".encode()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_an_old_file_is_replaced_not_written_into(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o644)
    with path.open() as reader:
        write_atomically(path, "new")
        assert reader.read() == "old"
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800")
    assert path.read_text() == "old"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", "new")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "folder"]
