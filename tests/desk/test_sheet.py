"""A playbook file as text: read, written back byte for byte, and never over another's work."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from negotiator.desk import DeskError
from negotiator.desk.sheet import ChangedError, is_outdated, read_sheet, write_sheet

TEXT = '# A comment.\n[playbook]\nname = "Größe"  # another\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "p.toml"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0o644)
    return path


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no newline at the end",
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf[playbook]\n",
        b"mixed\r\nline\nends\r\n",
        "a = 1 # \u2028 \x85 \t\n".encode(),
    ],
)
def test_what_is_written_back_unchanged_is_the_same_to_the_byte(file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    sheet = read_sheet(file)
    assert not sheet.text.startswith("\ufeff")
    again = write_sheet(sheet, sheet.text)
    assert file.read_bytes() == raw
    assert again == sheet
    assert not is_outdated(again)


def test_who_may_read_it_stays_as_it_is(file: Path) -> None:
    write_sheet(read_sheet(file), "x = 1\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert file.read_text() == "x = 1\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    write_sheet(read_sheet(link), "x = 1\n")
    assert link.is_symlink()
    assert file.read_text() == "x = 1\n"


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(file: Path) -> None:
    sheet = read_sheet(file)
    file.write_text("theirs\n")
    assert is_outdated(sheet)
    with pytest.raises(ChangedError, match=r"p\.toml was changed on the disk"):
        write_sheet(sheet, "ours\n")
    assert file.read_text() == "theirs\n"
    ours = write_sheet(sheet, "ours\n", over=True)
    assert file.read_text() == "ours\n"
    assert write_sheet(ours, "ours again\n").text == "ours again\n"


def test_a_file_that_is_gone_counts_as_changed(file: Path) -> None:
    sheet = read_sheet(file)
    file.unlink()
    with pytest.raises(ChangedError):
        write_sheet(sheet, "ours\n")
    write_sheet(sheet, "ours\n", over=True)
    assert file.read_text() == "ours\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"a\n\xff\n", "line 2: byte 0xff is not UTF-8"), (b"a\n\0\n", "line 2: there is a NUL")],
)
def test_what_is_no_text_is_named_and_left_alone(file: Path, raw: bytes, says: str) -> None:
    file.write_bytes(raw)
    with pytest.raises(DeskError, match=says) as told:
        read_sheet(file)
    assert told.value.remedy
    assert file.read_bytes() == raw


def test_what_is_broken_toml_is_text_all_the_same(file: Path) -> None:
    file.write_text("[playbook\n")
    assert read_sheet(file).text == "[playbook\n"


def test_a_folder_a_pipe_and_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path in (tmp_path, tmp_path / "pipe.toml", tmp_path / "none.toml"):
        with pytest.raises(DeskError):
            read_sheet(path)


def test_a_folder_that_cannot_be_written_to_leaves_the_old_text(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = read_sheet(file)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("negotiator.desk.edit.write_atomically", full)
    with pytest.raises(DeskError, match="No space left"):
        write_sheet(sheet, "ours\n")
    assert file.read_text(encoding="utf-8") == TEXT
