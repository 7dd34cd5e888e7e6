"""Documents as files: beside the sessions or where one wants them, whole, and never over others."""

from __future__ import annotations

import asyncio
import stat
import sys
from pathlib import Path

import pytest

from negotiator.desk import Desk, DeskError
from negotiator.desk.documents import form_of, write_document
from negotiator.desk.workspace import Workspace
from tests.desk.conftest import Clock, sit
from tests.samples import PINNING, TITLE, VENDOR, clause


def write(desk: Desk, kind: str, deal: str, form: str = "md") -> Path:
    return asyncio.run(desk.documents.write(kind, deal, form))


def test_a_document_is_written_beside_the_sessions(
    desk: Desk, deal: str, workspace: Workspace
) -> None:
    path = write(desk, "recap", deal)
    assert path.parent == workspace.sessions
    assert path.name.startswith("acme-ai-recap-20261121-1000")
    assert path.read_text().startswith("# Recap: Acme AI")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize("kind", ["recap", "issues", "memo"])
def test_every_document_in_every_form(desk: Desk, deal: str, kind: str, form: str) -> None:
    path = write(desk, kind, deal, form)
    assert path.suffix == f".{form}"
    begins = {"md": b"# ", "html": b"<!DOCTYPE html>", "docx": b"PK"}[form]
    assert path.read_bytes().startswith(begins)


def test_the_name_of_an_internal_file_says_so(desk: Desk, deal: str) -> None:
    assert "internal" in write(desk, "memo", deal).name
    assert "internal" not in write(desk, "issues", deal).name
    assert "Internal" not in write(desk, "issues", deal).read_text()


def test_a_document_is_never_written_over_an_older_one(
    desk: Desk, deal: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock()
    monkeypatch.setattr(desk, "clock", lambda: moment)
    paths = {write(desk, "recap", deal) for _ in range(3)}
    assert len(paths) == 3
    assert all(path.suffix == ".md" for path in paths)


@pytest.mark.parametrize("vendor", ["../../etc", "日" * 200, "a/b\\c:d"])
def test_any_vendor_has_a_file_name(desk: Desk, workspace: Workspace, vendor: str) -> None:
    path = write(desk, "memo", asyncio.run(desk.new_deal(vendor, TITLE, {})))
    assert path.resolve().parent == workspace.sessions
    assert path.exists()


def test_the_memo_has_the_sessions_that_were_held(desk: Desk, deal: str) -> None:
    call = sit(desk, deal).call
    call.agree(PINNING)
    call.save_now()
    call.finish()
    text = desk.documents.render("memo", deal, "md").decode()
    assert "| 1 | 21 Nov 2026 10:00 | call |" in text
    assert "- **Our side**: ana\n" in text
    assert clause().ladder["opening"].label in text


def test_without_the_package_for_word_files_one_is_told_what_to_do(
    desk: Desk, deal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(DeskError, match="python-docx") as told:
        desk.documents.render("recap", deal, "docx")
    assert "negotiator[docx]" in told.value.remedy
    assert desk.documents.render("recap", deal, "html")


def test_a_form_that_cannot_be_written_is_not_offered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("recap", "memo", "renewal"):
        forms = desk.documents.forms(kind)
        assert [form.value for form in forms] == ["docx", "html", "md"]
        theirs = any("both sides" in form.label or "e-mail" in form.label for form in forms)
        assert theirs == (kind == "recap"), "what is ours is not proposed for sending"
    monkeypatch.setattr("negotiator.desk.documents.find_spec", lambda _: None)
    assert [form.value for form in desk.documents.forms("recap")] == ["html", "md"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *[("a.docx", "docx"), ("a.HTML", "html"), ("a.htm", "html"), ("a.csv", "csv")],
        *[("a.json", "json"), ("a.txt", "md"), ("a.markdown", "md"), ("a", "md"), (".a", "md")],
    ],
)
def test_the_ending_of_a_file_names_its_form(name: str, form: str) -> None:
    assert form_of(Path(name)) == form
    assert form_of(None) == "md"


def test_an_ending_of_no_form_is_refused_unless_the_form_is_chosen() -> None:
    with pytest.raises(DeskError, match=r"a\.pdf: no document is written as \.pdf") as told:
        form_of(Path("a.pdf"))
    assert ".md, .html, .docx, .csv or .json" in told.value.remedy
    assert form_of(Path("a.pdf"), "html") == "html"


def test_a_file_needs_a_name() -> None:
    for chosen in (None, "md"):
        with pytest.raises(DeskError, match="No file is named"):
            form_of(Path(), chosen)
    with pytest.raises(DeskError, match="No file is named"):
        write_document(Path(), b"x")


def test_nothing_is_written_over_unless_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_document(path, b"one", over=False)
    with pytest.raises(DeskError, match="is there already"):
        write_document(path, b"two", over=False)
    assert path.read_bytes() == b"one"
    write_document(path, "two")
    assert path.read_bytes() == b"two"
    dangling = tmp_path / "link"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(DeskError, match="is there already"):
        write_document(dangling, b"x", over=False)


def test_what_could_not_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("negotiator.desk.documents.write_atomically", full)
    for over in (False, True):
        with pytest.raises(DeskError, match="No space left"):
            write_document(tmp_path / "a.md", b"x", over=over)
    for place in ("nowhere/a.md", "x" * 300):
        with pytest.raises(DeskError, match="cannot be written"):
            write_document(tmp_path / place, b"x", over=False)
    assert list(tmp_path.iterdir()) == []


def test_vendor_and_title_are_on_every_document(desk: Desk, deal: str) -> None:
    for kind in ("recap", "issues", "memo"):
        assert f"{VENDOR}, {TITLE}" in desk.documents.render(kind, deal, "md").decode()
