"""A playbook is judged with what an editor holds and has not saved, and with what it learned."""

from __future__ import annotations

from pathlib import Path

from negotiator.playbook.load import load
from negotiator.playbook.read import HEADER as HEADER_FILE
from negotiator.playbook.read import learned_file
from negotiator.playbook.shelf import available, find, strays
from tests.playbook.files import BASE, HEADER, TRAINING, write

LEARNED = '[[clause]]\nid = "data.training"\nadd = true\nheard = ["it all goes in the mix"]\n'


def heard(path: Path, unsaved: dict[Path, str] | None = None) -> tuple[str, ...]:
    playbook = load(path, unsaved=unsaved or {}).playbook
    assert playbook is not None
    return playbook.clauses["data.training"].heard


def test_a_text_in_an_editor_stands_for_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, "p.toml", BASE)
    edited = BASE.replace("we train on everything", "we learn from everything")
    assert heard(path, {path: edited}) == ("we learn from everything",)
    assert heard(path) == ("we train on everything",)
    (problem,) = load(path, unsaved={path: BASE + "[["}).problems
    assert problem.code == "toml-syntax"


def test_a_new_file_of_a_folder_and_a_new_folder(tmp_path: Path) -> None:
    write(tmp_path, "p/playbook.toml", HEADER)
    folder = tmp_path / "p"
    assert heard(folder, {folder / "data.toml": TRAINING}) == ("we train on everything",)
    other = tmp_path / "q"
    texts = {other / HEADER_FILE: HEADER, other / "data.toml": TRAINING}
    assert heard(other, texts) == ("we train on everything",)
    assert not other.exists()


def test_what_was_learned_stands_in_the_folder_or_beside_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "p.toml", BASE)
    assert learned_file(file) == tmp_path / "p.learned.toml"
    write(tmp_path, "p.learned.toml", LEARNED)
    assert heard(file) == ("we train on everything", "it all goes in the mix")
    assert load(file).files == (file, learned_file(file))

    write(tmp_path, "folder/playbook.toml", BASE)
    assert learned_file(tmp_path / "folder") == tmp_path / "folder" / "learned.toml"
    write(tmp_path, "folder/learned.toml", LEARNED)
    assert heard(tmp_path / "folder") == ("we train on everything", "it all goes in the mix")


def test_a_learned_file_is_no_playbook_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "p.toml", BASE)
    write(tmp_path, "p.learned.toml", LEARNED)
    assert [identity for identity, _ in available([tmp_path])] == ["base"]
    assert find("p.learned", [tmp_path]) is None


def test_folders_with_toml_and_no_header_are_strays(tmp_path: Path) -> None:
    write(tmp_path, "good/playbook.toml", BASE)
    write(tmp_path, "lost/data.toml", TRAINING)
    write(tmp_path, ".git/config.toml", "")
    write(tmp_path, "notes/readme.md", "")
    assert strays([tmp_path, tmp_path / "nowhere"]) == [tmp_path / "lost"]


def test_a_layer_over_itself_keeps_the_version(tmp_path: Path) -> None:
    text = BASE.replace('name = "Base"', 'name = "Base"\nversion = "3.1.0"')
    write(tmp_path, "shipped/base.toml", text)
    over = write(tmp_path, "ours/base.toml", '[playbook]\nid = "base"\nextends = "base"\n')
    loaded = load(over, [tmp_path / "ours", tmp_path / "shipped"])
    assert loaded.problems == ()
    assert loaded.playbook is not None
    assert loaded.playbook.playbook.version == "3.1.0"
