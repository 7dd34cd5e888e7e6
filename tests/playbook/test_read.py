"""Whatever a file holds, the answer is a document or one clear problem; never a traceback."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from negotiator.playbook.page import format_page
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import MAX_BYTES, MAX_FILES, Source, files_of, read
from negotiator.playbook.syntax import LISTS, SINGLE
from tests.playbook.files import write


def problem_of(path: Path) -> Problem:
    outcome = read(path)
    assert isinstance(outcome, Problem), outcome
    return outcome


def of_bytes(folder: Path, raw: bytes) -> Problem:
    path = folder / "p.toml"
    path.write_bytes(raw)
    return problem_of(path)


@pytest.mark.parametrize(
    ("raw", "place", "code", "what", "remedy"),
    [
        (b'a = 1\nb = "x', (2, 7), "toml-syntax", "Unterminated string", "close the text"),
        (b'a = 1\nb = """x\nc = 1\n', (2, 5), "toml-syntax", "Unterminated string", "close the"),
        (b'a = "x\ny"', (1, 7), "toml-syntax", "Illegal character '\\n'", "close the text on its"),
        (b"a = 1\n\na = 2\n", (3, 6), "toml-syntax", "Cannot overwrite", "delete one of the two"),
        (b"[[a.c]]\n[[a]]\n", (2, 4), "toml-syntax", "[[a]] begins a list", "misspelt"),
        (b"[a]\n[a]\n", (2, 3), "toml-syntax", "[a] is in line 1", "delete the other"),
        (b"[ a.b ]\n[a]\n[a.b]#x\n", (3, 5), "toml-syntax", "[a.b] is in line 1", "delete the"),
        (b"[a]\nb = {}\n[a.b]\n", (3, 5), "toml-syntax", "[a.b] is above", "keys of both"),
        (b"[a]\nb = 1\n[a.b]\n", (3, 5), "toml-syntax", "Cannot overwrite", "written once"),
        (b"[clause]\n[clause]\n", (2, 8), "toml-syntax", "in line 1", "write [[clause]] for each"),
        (b"[playbook]\n[[playbook]]", (2, 11), "toml-syntax", "in line 1", "write [playbook], o"),
        (b"[[words]]\n[words]\n", (2, 7), "toml-syntax", "[[words]] begins", "write [words], o"),
        (b"a = 'it's 12'\n", (1, 9), "toml-syntax", "every ' is its end", "between double quotes"),
        (b"a = ['it's']\n", (1, 10), "toml-syntax", "every ' is its end", "between double quotes"),
        (b"a = 'x' b = 'y'\n", (1, 9), "toml-syntax", "Expected newline", "one key a line"),
        (b'a = "Ours\\Us"\n', (1, 12), "toml-syntax", "Invalid hex", "double the backslash"),
        (b"[a]:\nb = 1\n", (1, 4), "toml-syntax", "may follow a header", "a new line"),
        (b"// x\n", (1, 1), "toml-syntax", "a comment begins with #", "write # in place"),
        (b"a = 1 // x\n", (1, 7), "toml-syntax", "a comment begins with #", "write # in place"),
        (b"-- x\n", (1, 4), "toml-syntax", "a comment begins with #", "write # in place"),
        (b"a = [1, 2\n", (1, 10), "toml-syntax", "Unclosed array", "close the list with ]"),
        (b"x = 1\ra = 1\n", (1, 6), "toml-syntax", "old Macs", "with LF or CRLF"),
        ("a = “x”\n".encode(), (1, 5), "toml-syntax", "typographic", "the straight one"),
        ('a = "x”\n'.encode(), (1, 8), "toml-syntax", "typographic", "the straight one"),
        ("a\u00a0= 1\n".encode(), (1, 2), "toml-syntax", "no ordinary", "a space"),
        (b"a = 99,5 # x\n", (1, 7), "toml-syntax", "no comma", "write 99.5"),
        (b"a = 60,000\n", (1, 7), "toml-syntax", "no comma", "write 60000"),
        (b"a = 60 days\n", (1, 8), "toml-syntax", "stands alone", "delete what follows"),
        (b"b = 'y'\na = 'x\nc = 1\n", (2, 5), "toml-syntax", "Expected", "single quotation"),
        (b"a = yes\n", (1, 5), "toml-syntax", "Invalid value", "true or false"),
        (b'a = "\\q"\n', (1, 8), "toml-syntax", "Unescaped", "double the backslash"),
        (b"a b = 1\n", (1, 3), "toml-syntax", "Expected '='", 'write key = "value"'),
        (b'a = "say "no""\n', (1, 11), "toml-syntax", "Expected newline", 'written \\"'),
        (b"[[a]\n", (1, 4), "toml-syntax", "Expected ']]'", "close the header"),
        (b"a = 2026-02-30\n", (1, 5), "toml-syntax", "no day 2026-02-30", "month"),
        (b"a = 30.11.2026\n", (1, 5), "toml-syntax", "30.11.2026 is not", "as 2026-11-30"),
        (b"b = 1\na = 2026-11-5 # x\n", (2, 5), "toml-syntax", "2026-11-5", "as 2026-11-05"),
        (b"a = {b = 2026/11/30}\n", (1, 10), "toml-syntax", "2026/11/30", "as 2026-11-30"),
        (b"a = 2026-13-41\n", (1, 5), "toml-syntax", "no day 2026-13-41", "as 2026-11-30"),
        (b"a = 5/11/2026\n", (1, 5), "toml-syntax", "5/11/2026", "2026-11-05 or 2026-05-11"),
        (b"a = 2026-11-30 b\n", (1, 16), "toml-syntax", "newline", "one key a line"),
        (b'a = "\x1b[2J"\n', (1, 6), "toml-syntax", "'\\x1b'", "delete the invisible"),
        (b"ok = 1\na = \xff\n", (2, 5), "not-utf-8", "0xff", "UTF-8"),
        ("ü = '\0'\n".encode(), (1, 6), "not-text", "NUL", "delete it"),
        (b"x = 1\na = 0x" + b"f" * 50_000, (2, 5), "bad-number", "more than 400", "shorten"),
        (b"a = [1,\n" + b"9_" * 5_000 + b"9]", (2, 1), "bad-number", "too long", "shorten"),
        (b"x = 1\na = " + b"9" * 5_000, (2, 5), "bad-number", "too long", "shorten"),
        (b"a = " + b"[" * 33 + b"]" * 33, (1, 1), "too-deep", "deeper than 32", "six levels"),
        (b"a = " + b"{b=" * 40 + b"1" + b"}" * 40, (1, 1), "too-deep", "deeper than 32", "six"),
        (b"a" + b".a" * 33 + b" = 1", (1, 1), "too-deep", "deeper than 32", "six levels"),
        (b"[a" + b' . "b"' * 33 + b"]", (1, 1), "too-deep", "deeper than 32", "six levels"),
        (b"a = " + b"[" * 100_000, (1, 1), "too-deep", "deeper than 32", "six levels"),
    ],
)
def test_a_broken_file(
    tmp_path: Path, raw: bytes, place: tuple[int, int], code: str, what: str, remedy: str
) -> None:
    found = of_bytes(tmp_path, raw)
    assert (found.line, found.column) == place
    assert found.code == code
    assert found.severity == "error"
    assert what in found.what
    assert remedy in found.remedy
    assert "\x1b" not in str(found)


def test_tables_of_one_and_of_many_are_those_of_the_format() -> None:
    page = format_page({})
    assert set(re.findall(r"^### `\[\[(?:\w+\.)*(\w+)\]\]`", page, re.M)) == LISTS
    assert set(re.findall(r"^### `\[(?:\w+\.)*(\w+)\]`", page, re.M)) == SINGLE


def test_brackets_and_dots_in_texts_and_comments_are_no_depth(tmp_path: Path) -> None:
    text = f'a = "{"[" * 50}"\nb = """\n{"{" * 50}"""\n# {"[" * 50}\nc = "{"." * 99}"\nd = 1.5\n'
    outcome = read(write(tmp_path, "p.toml", text))
    assert isinstance(outcome, Source)
    assert outcome.data["d"] == 1.5


def test_many_tables_after_one_another_are_no_depth(tmp_path: Path) -> None:
    outcome = read(write(tmp_path, "p.toml", "[[a.b.c]]\nd.e = [[1], [2]]\n" * 500))
    assert isinstance(outcome, Source)


def test_32_levels_are_allowed(tmp_path: Path) -> None:
    outcome = read(write(tmp_path, "p.toml", "a = " + "[" * 32 + "]" * 32))
    assert isinstance(outcome, Source)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    outcome = read(path)
    assert isinstance(outcome, Source)
    assert outcome.data == {"a": 1}


def test_a_file_over_5_mb(tmp_path: Path) -> None:
    found = of_bytes(tmp_path, b"#" * (MAX_BYTES + 1))
    assert found.code == "too-large"
    assert "5 MB" in found.what


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    found = problem_of(tmp_path / "none.toml")
    assert (found.code, found.source) == ("missing-file", tmp_path / "none.toml")


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "a\0b.toml").code == "unreadable"
    assert problem_of(tmp_path / ("x" * 5_000 + ".toml")).code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, "p.toml", "a = 1")
    path.chmod(0)
    assert "may not read" in problem_of(path).what


def test_a_permission_error_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "p.toml", "a = 1")
    monkeypatch.setattr(Path, "open", refuse)
    found = problem_of(path)
    assert found.code == "unreadable"
    assert "may not read" in found.what


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.toml").mkdir()
    found = problem_of(tmp_path / "x.toml")
    assert found.code == "not-a-file"
    assert "folder" in found.what


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.toml")
    assert problem_of(tmp_path / "x.toml").code == "not-a-file"


def test_a_symlink_loop(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / "b.toml")
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    assert problem_of(tmp_path / "a.toml").code == "unreadable"


def test_the_files_of_a_folder_are_sorted_with_the_header_first(tmp_path: Path) -> None:
    for name in ("z.toml", "learned.toml", "playbook.toml", "notes.md", ".#z.toml", "sub/y.toml"):
        write(tmp_path, name, "")
    files, problems = files_of(tmp_path)
    assert [file.name for file in files] == ["playbook.toml", "learned.toml", "z.toml"]
    assert problems == []


def test_a_folder_without_a_header(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", "")
    files, problems = files_of(tmp_path)
    assert [file.name for file in files] == ["a.toml"]
    assert [(p.code, p.source) for p in problems] == [("no-header", tmp_path)]


def test_a_folder_of_very_many_files_is_not_read(tmp_path: Path) -> None:
    for number in range(MAX_FILES + 1):
        (tmp_path / f"{number}.toml").touch()
    files, problems = files_of(tmp_path)
    assert files == []
    assert [p.code for p in problems] == ["too-many-files"]
