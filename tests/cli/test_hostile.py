"""What other people wrote, on its way in by every door, and on its way out of every command."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from negotiator.desk.workspace import Workspace
from negotiator.playbook.edition import digest_of, load_edition
from tests.cli.program import Done, Inside, Program
from tests.hostile import CORPUS, ENDLESS, obeyed
from tests.samples import PINNING, TRAINING

ALL = " ".join(CORPUS.values()).encode(errors="replace").decode()
OUTPUTS: list[tuple[str, ...]] = [
    ("deals",), ("deals", "--json"), ("show", "{}"), ("show", "{}", "--json"),
    ("show", "{}", "--readiness"), ("due",), ("due", "--json"), ("term", "{}"),
    ("prepare", "{}"), ("prepare", "{}", "--json"), ("report", "recap", "{}"),
    ("report", "issues", "{}", "--internal"), ("report", "memo", "{}"),
    *(("report", "memo", "{}", "--format", form) for form in ("html", "csv", "json")),
    ("export", "{}"), ("export", "{}", "--redact"), ("suggest", ALL.replace("\0", "")),
]  # fmt: skip


def calm(done: Done) -> None:
    """Nothing of it can act on a terminal."""
    assert not obeyed(done.out, "\n\r\t"), obeyed(done.out, "\n\r\t")
    assert "\r" not in done.out.replace("\r\n", "")
    assert not obeyed(done.err, "\n\t"), obeyed(done.err, "\n\t")


def poisoned(node: Any) -> Any:
    """Every text of an exported deal that may be any text, replaced by all of the corpus."""
    if isinstance(node, list):
        return [poisoned(each) for each in node]
    if not isinstance(node, dict):
        return node
    free = {"words", "vendor", "title", "author", "give", "get", "owner", "approver", "condition"}
    free |= {"document", "section", "phrase"}
    long = {"words", "give", "get", "condition"}
    return {
        key: (f"x {ALL}" if key in long else f"x {ALL}"[:30])
        if key in free and isinstance(value, str)
        else poisoned(value)
        for key, value in node.items()
    }


def poisoned_edition(text: str) -> str:
    """A saved edition whose every sayable and internal text is hostile."""

    def inner(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: inner(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [inner(each, key) for each in node]
        texts = {"title", "say", "why", "question", "statement", "label", "heard", "behind_it"}
        most = {"label": 55, "title": 150}.get(key, 1_500)
        return f"{node} {ALL}"[:most] if key in texts and isinstance(node, str) else node

    return json.dumps(inner(json.loads(text)))


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, _prepared: Path) -> tuple[Program, str]:
    """Somebody who has imported a deal in which nothing is harmless."""
    folder = tmp_path_factory.mktemp("evil")
    shutil.copytree(_prepared, folder / "ours")
    shutil.copytree(_prepared, folder / "theirs")
    theirs = Inside(folder / "home", folder / "theirs")
    theirs("record", "acme", "--clause", PINNING, "--heard", "we roll everyone forward")
    theirs("record", "acme", "--clause", PINNING, "--offered", "target")
    theirs("record", "acme", "--clause", TRAINING, "--agreed", "target")
    theirs("record", "acme", "--clause", TRAINING, "--promised", "we will")
    theirs("record", "acme", "--clause", PINNING, "--deferred", "legal")
    for option in ("--note", "--task", "--gave"):
        theirs("record", "acme", option, "x")
    file = json.loads(theirs("export", "acme").out)
    edition = file["editions"][0]
    edition["text"] = poisoned_edition(edition["text"])
    digest = digest_of(load_edition(edition["text"]))
    text = json.dumps(poisoned(file)).replace(edition["digest"], digest)
    (folder / "deal.json").write_text(text.replace(file["deal"]["id"], f"{1:032x}"))
    ours = Inside(folder / "home", folder / "ours")
    calm(ours("import", folder / "deal.json"))
    return ours, f"{1:032x}"


@pytest.mark.parametrize("command", OUTPUTS, ids=lambda words: " ".join(words)[:30])
def test_no_command_prints_what_a_terminal_obeys(
    evil: tuple[Program, str], command: tuple[str, ...]
) -> None:
    program, deal = evil
    readiness = "--readiness" in command
    calm(program(*(each.replace("{}", deal) for each in command), code=int(readiness)))


@pytest.mark.parametrize("name", CORPUS)
def test_what_is_recorded_comes_out_as_it_is_shown(quick: Program, name: str) -> None:
    words = CORPUS[name]
    if "\0" in words:
        words = words.replace("\0", "")
    said = os.fsdecode(os.fsencode(words.encode(errors="replace").decode()))
    calm(quick("record", "acme", f"--note={said}"))
    calm(quick("record", "acme", f"--heard={said}", "--clause", PINNING))
    calm(quick("suggest", f"x {said}"))
    calm(quick("record", said or "-", "--note", "x", code=1) if not said.startswith("-") else
         quick("deals"))  # fmt: skip
    entries = quick("export", "acme").json["entries"]
    assert [entry["body"]["kind"] for entry in entries] == ["note", "heard"]


def test_a_megabyte_on_one_line(quick: Program) -> None:
    calm(quick("suggest", "-", stdin=ENDLESS))
    quick("suggest", "-", stdin="\n".join(CORPUS.values()).encode(errors="replace"))


@pytest.mark.parametrize("name", CORPUS)
def test_a_file_with_such_a_name(quick: Program, workspace: Workspace, name: str) -> None:
    safe = re.sub(r"[/\0]", "_", CORPUS[name]).encode(errors="replace").decode()[:40]
    for ending in ("", ".csv", ".json"):
        calm(quick("import", f"./{safe}{ending}", code=1))
        calm(quick("playbook", "import", f"./{safe}{ending}", code=1))
    path = workspace.playbooks / f"{safe}.toml"
    path.write_text("x = [\x1b]")
    calm(quick("playbook", "check", path, code=1))


NOT_TEXT = {
    "not UTF-8": b"\xff\xfe[\x00p\x00",
    "NUL": b"[playbook]\nname = \"a\0b\"",
    "deep lists": b"x = " + b"[" * 100_000,
    "deep tables": b"x = " + b"{a=" * 100_000,
    "a long key": b"a" + b".a" * 20_000 + b" = 1",
    "a long number": b"x = 0x" + b"f" * 1_000_000,
    "quotation marks": b'"' * 100_000,
    "too large": b"#" * 6_000_000,
}  # fmt: skip
DEEP = {
    "deep JSON": b'{"a":' * 100_000,
    "deep lists": b"[" * 100_000,
    "a long number": b'{"format": ' + b"9" * 100_000 + b"}",
    "half a pair": b'{"format": "\\ud800"}',
    "not UTF-8": b"{\xff}",
    "NUL": b"{\0}",
    "NaN": b'{"format": NaN, "version": Infinity}',
}


@pytest.mark.parametrize("name", NOT_TEXT)
def test_toml_that_is_a_trap(quick: Program, workspace: Workspace, name: str) -> None:
    path = workspace.playbooks / "trap.toml"
    path.write_bytes(NOT_TEXT[name])
    done = quick("playbook", "check", path, code=1)
    calm(done)
    assert "trap.toml" in done.out + done.err
    (workspace.root / "settings.toml").write_bytes(NOT_TEXT[name])
    done = quick("record", "acme", "--note", "x", aside=True)
    assert "settings.toml" in done.err
    calm(done)


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("command", [("import",), ("playbook", "import")], ids=" ".join)
def test_json_that_is_a_trap(
    quick: Program, workspace: Workspace, command: tuple[str, ...], name: str
) -> None:
    path = workspace.root / "trap.json"
    path.write_bytes(DEEP[name])
    done = quick(*command, path, code=1)
    calm(done)
    assert "trap.json" in done.err


@pytest.mark.parametrize("command", [("import",), ("playbook", "import"), ("playbook", "check")])
def test_links_pipes_and_folders_instead_of_files(
    quick: Program, workspace: Workspace, command: tuple[str, ...]
) -> None:
    loop, pipe, folder = (workspace.root / name for name in ("loop.toml", "pipe.toml", "x.toml"))
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (loop, pipe, folder, workspace.root / "none.toml"):
        done = quick(*command, path, code=1)
        calm(done)
        assert path.name in done.out + done.err


@pytest.mark.parametrize("name", CORPUS)
def test_cells_of_a_spreadsheet(quick: Program, workspace: Workspace, name: str) -> None:
    text = CORPUS[name].encode(errors="replace").decode().replace('"', '""')
    sheet = workspace.root / "ours.csv"
    sheet.write_text(
        f'Clause,Standard position,Why\n"Payment {text}","net 60 {text}","{text}"\n',
        encoding="utf-8",
        newline="",
    )
    done = quick.run(
        [b"playbook", b"import", os.fsencode(sheet)], b"", workspace.root, quick.environment
    )
    calm(done)
    assert done.code in {0, 1}
    if done.code == 0:
        calm(quick("playbook", "show", "--playbook", "ours"))
