"""Bad terminals, bad input, bad disks: nothing that was typed is lost, and nothing crashes."""

from __future__ import annotations

import re
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from negotiator.store.store import WAIT_SECONDS
from tests.journeys.terminal import (
    CTRL_C,
    CTRL_Q,
    ENTER,
    ESCAPE,
    F2,
    F3,
    LEFT_ON,
    LINE,
    Screen,
    database,
    file,
    filed,
    negotiator,
    new_deal,
    resume,
)

ROLL = "we roll every customer forward"


def words(workspace: Path) -> list[str]:
    """What was heard, as the database has it."""
    return [entry.words for entry in filed(workspace)]


def say(screen: Screen, text: str) -> None:
    """Type a statement and file it; it is said to be saved."""
    screen.send(text)
    screen.shows(text[-12:])
    file(screen, text)


def leave(screen: Screen, code: int = 0) -> None:
    """The program ends without a word, and the terminal is as it was."""
    assert screen.ended() == code
    assert screen.modes_left_on() == LEFT_ON
    assert screen.echoes()
    assert b"Traceback" not in screen.raw
    assert b"did not expect" not in screen.raw


# ── terminals ────────────────────────────────────────────────────────────────────────────────────


def test_small_terminals_and_one_that_changes_while_words_are_typed(small: Path) -> None:
    said = []
    with Screen(small, columns=40, rows=10) as screen:
        new_deal(screen, "Acme AI", "API")
        for columns, rows in ((40, 10), (20, 5), (200, 50), (1, 1), (80, 24)):
            screen.send(ROLL)
            screen.resize(columns, rows)
            text = f" at {columns}x{rows}"
            screen.send(text)
            if columns > 1:
                screen.shows(text)
                screen.shows("SAY  ")
            screen.send(ENTER)
            if columns > 1:
                screen.shows_no(text if rows < 20 else f"│ {ROLL}")
                screen.says_saved()
            said.append(ROLL + text)
        screen.shows(f"“{ROLL}", "checklist")
        screen.send(CTRL_Q)
        leave(screen)
    assert words(small) == said


def test_a_size_that_is_followed_at_once_by_another(small: Path) -> None:
    with Screen(small, columns=80, rows=24) as screen:
        new_deal(screen, "Acme AI", "API")
        for number in range(10):
            screen.resize(200, 50)
            screen.send(f"{ROLL} {number}")
            screen.shows(f" {number}")
            screen.resize(1, 1)
            screen.send(ENTER)
            screen.send(ROLL)
            screen.resize(80, 24)
            screen.shows("SAY  ", "checklist")
            screen.send(ENTER)
            screen.says_saved()
        screen.send(CTRL_Q)
        leave(screen)


# ── input ────────────────────────────────────────────────────────────────────────────────────────

EVIL = (
    "we roll \x1b[31meveryone\x1b[0m fwd \x1b]52;c;ZXZpbA==\x07 \x1b]0;mine\x1b\\ \x1b[2J"
    " \u202efdp.exe\u202c \x9b31m \x08\x7f [/bold] [@click=app.quit]x[/] 🙂 שלום end"
)
SHOWN = (
    r"we roll \x1b[31meveryone\x1b[0m fwd \x1b]52;c;ZXZpbA==\x07 \x1b]0;mine\x1b\ \x1b[2J"
    r" \u202efdp.exe\u202c \x9b31m \x08\x7f [/bold] [@click=app.quit]x[/] 🙂 שלום end"
)
THEIRS = (
    b"\x1b[31m",
    b"\x1b[2J",
    b"\x1b]52",
    b"\x1b]0;",
    b"\x07",
    b"\x08",
    b"\x7f",
    "\u202e".encode(),
    "\x9b".encode(),
)
"""What must not come out of the terminal; Textual paints with none of these."""
_POINTER = re.compile(rb"\x1b\]22;[a-z-]+\x07")
"""The shape of the mouse pointer, which Textual sets at the start."""


def test_what_is_pasted_is_shown_as_text_and_obeyed_by_nobody(small: Path) -> None:
    long = (f"{ROLL}, " * 400)[:10_000]
    with Screen(small) as screen:
        screen.shows("No deals yet")
        screen.send(F2)
        screen.types_at("Vendor")
        screen.paste("[/b] \x1b[1mAcme\u202e")
        screen.shows(r"[/b] \x1b[1mAcme\u202e")
        screen.send("\t")
        screen.types_at("Contract")
        screen.send("[draft] API")
        screen.shows("[draft] API")
        screen.send("\x13")
        screen.shows(LINE, "[/b]")

        screen.paste(EVIL)
        screen.shows("[/bold] [@click=app.quit]x[/] 🙂", "end")
        file(screen, SHOWN)
        screen.paste(f"{ROLL}\rsecond [line]\nthird")
        screen.shows(f"{ROLL} second [line] third")
        file(screen, ROLL)
        screen.paste(long)
        screen.shows(long[-30:].strip())
        file(screen, long)
        screen.paste(f"{long}and more")
        screen.shows("Too long", "8 characters were cut")
        file(screen, long)

        screen.send(ESCAPE)
        screen.shows("c Said")
        screen.paste("\x1b[31maxwouxs\x1b[0m paste where keys would act")
        screen.send("i")
        screen.shows("⏎ File")
        say(screen, f"{ROLL}, still the same clause")
        screen.send(CTRL_Q)
        leave(screen)
        painted = _POINTER.sub(b"", screen.raw)
        assert [code for code in THEIRS if code in painted] == []
    assert words(small) == [
        SHOWN,
        f"{ROLL} second [line] third",
        long.strip(),
        long.strip(),
        f"{ROLL}, still the same clause",
    ]
    with sqlite3.connect(database(small)) as record:
        kinds = record.execute("SELECT DISTINCT kind FROM entry").fetchall()
    assert kinds == [("heard",)], "a pasted letter acted as a key"


def test_keys_act_in_the_order_in_which_they_were_pressed(begun: Path) -> None:
    with Screen(begun) as screen:
        resume(screen)
        screen.send("".join(f"{ROLL} {number}{ENTER}" for number in range(12)))
        screen.says_saved(" 11”")
        screen.send(b"\xff\xfe we train on prompts")
        screen.shows("\ufffd we train on prompts")
        file(screen, "\ufffd")
        screen.send(CTRL_Q + CTRL_Q)
        leave(screen)
    assert words(begun)[:12] == [f"{ROLL} {number}" for number in range(12)]
    assert len(words(begun)) == 13


# ── the end ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda screen: screen.send(CTRL_Q), 0),
        (lambda screen: screen.signal(signal.SIGTERM), 128 + signal.SIGTERM),
        (lambda screen: screen.signal(signal.SIGHUP), 128 + signal.SIGHUP),
    ],
    ids=["ctrl-q", "term", "hup"],
)
def test_however_it_ends_the_terminal_is_sane_and_what_was_filed_is_saved(
    begun: Path, end: Callable[[Screen], None], code: int
) -> None:
    with Screen(begun) as screen:
        resume(screen)
        screen.send(CTRL_C)
        screen.shows("ctrl+q")
        with locked(begun):
            screen.send(ROLL + ENTER)
            screen.shows(f"“{ROLL}", "another window is writing…")
            end(screen)
            screen.quiet(0.1)
        leave(screen, code)
    assert words(begun) == [ROLL]


def test_a_terminal_that_hangs_up_loses_nothing(begun: Path) -> None:
    with Screen(begun) as screen:
        resume(screen)
        screen.send(ROLL + ENTER)
        screen.shows(f"“{ROLL}")
        screen.hang_up()
        assert screen.ended() == 128 + signal.SIGHUP
    assert words(begun) == [ROLL]
    assert not list((begun / "sessions").glob("crash-*"))


# ── the disk ─────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def locked(workspace: Path) -> Iterator[None]:
    """Another program is in the middle of writing."""
    with closing(sqlite3.connect(database(workspace), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(workspace: Path, screen: Screen) -> Iterator[None]:
    """Not one more byte fits into any file of the program."""
    _, most = resource.prlimit(screen.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(screen.pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    resource.prlimit(screen.pid, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def gone(workspace: Path, screen: Screen) -> Iterator[None]:
    """Someone has moved the database away, and puts it back."""
    path = database(workspace)
    away = path.with_name("away.sqlite")
    path.rename(away)
    yield
    away.rename(path)


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit")
def test_what_cannot_be_saved_is_kept_and_said_and_saved_later(begun: Path) -> None:
    said = [ROLL]
    with Screen(begun, columns=120, rows=40) as screen:
        resume(screen)
        say(screen, ROLL)
        for trouble in (full, gone):
            name = trouble.__name__
            with trouble(begun, screen):
                screen.send(f"{name}: {ROLL}{ENTER}")
                screen.shows("NOT SAVED: 1 entry", f"“{name}: {ROLL}”")
                screen.send(f"{name}: everybody trains on prompts{ENTER}")
                screen.shows("NOT SAVED: 2 entries", f"“{name}: everybody trains on prompts”")
                screen.send("half")
                screen.shows("half")
                if trouble is full:
                    screen.send(CTRL_Q)
                    screen.shows("would be lost", "NOT SAVED: 2 entries")
                else:
                    screen.send(ESCAPE)
                    screen.shows("c Said")
                    screen.send(ESCAPE)
            screen.says_saved("half")
            screen.shows_no("NOT SAVED")
            if trouble is gone:
                screen.send("i")
                screen.shows("⏎ File")
            screen.send(f" a sentence, and {ROLL}")
            screen.shows(f"half a sentence, and {ROLL}")
            file(screen, "half a sentence")
            said += [f"{name}: {ROLL}", f"{name}: everybody trains on prompts"]
            said += [f"half a sentence, and {ROLL}"]
        screen.send(CTRL_Q)
        leave(screen)
    assert words(begun) == said


def test_a_database_that_another_program_holds_is_waited_for_in_the_background(begun: Path) -> None:
    with Screen(begun) as screen:
        resume(screen)
        with locked(begun):
            for number in range(5):
                screen.send(f"{ROLL} {number}")
                screen.shows(f"forward {number} ", timeout=3.0)
                screen.send(ENTER)
                screen.shows(f"{number}”", timeout=3.0)
            screen.shows("another window is writing…")
            screen.send(CTRL_Q)
            screen.shows("NOT SAVED: 5 entries", timeout=WAIT_SECONDS + 3)
            screen.send("typed while it was locked")
            screen.shows("typed while it was locked")
            screen.shows("Ctrl+Q again leaves.")
        screen.says_saved("typed while it was locked")
        screen.send(CTRL_Q)
        leave(screen)
    assert words(begun) == [f"{ROLL} {number}" for number in range(5)]


# ── what is not as it should be at the start ─────────────────────────────────────────────────────


def refused(workspace: Path, *arguments: str) -> str:
    """What a command says that finds something wrong: on one line, without a traceback."""
    result = negotiator(*arguments, workspace=workspace)
    assert result.returncode == 1, result
    assert result.stdout == ""
    assert result.stderr.startswith("negotiator: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def text_file(path: Path) -> None:
    path.write_text("This was never a database. " * 400)


def a_folder(path: Path) -> None:
    path.mkdir()


def damaged(path: Path) -> None:
    """The pages are overwritten, but for the first."""
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA application_id = 0x4E475452")
        made.execute("CREATE TABLE entry (id)")
        made.executemany("INSERT INTO entry VALUES (?)", [("x" * 500,)] * 50)
        made.commit()
    data = bytearray(path.read_bytes())
    data[100:] = b"\xaa" * (len(data) - 100)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(text_file, "is not a database"), (a_folder, "is a folder"), (damaged, "is damaged")],
    ids=["text", "folder", "damaged"],
)
def test_a_database_that_is_none_is_refused_in_words_and_left_alone(
    small: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(database(small))
    before = database(small).read_bytes() if database(small).is_file() else None
    for arguments in (["deals"], ["show", "acme"], ["record", "acme", "--note", "x"]):
        assert says in refused(small, *arguments)
    with Screen(small) as screen:
        screen.shows(says, "Nothing was changed.")
        screen.send(f"acme{F3}{ENTER}")
        screen.shows("acme", says)
        screen.send(CTRL_Q)
        leave(screen)
    if before is not None:
        assert database(small).read_bytes() == before
    assert not list((small / "sessions").glob("crash-*"))


def test_a_playbook_that_breaks_stops_neither_the_deals_nor_a_call(begun: Path) -> None:
    playbook = begun / "playbooks" / "llm-vendor.toml"
    with Screen(begun, columns=120, rows=40) as screen:
        resume(screen)
        say(screen, ROLL)
        playbook.write_text('[playbook]\nid = "llm-vendor\n')
        say(screen, f"{ROLL} again")
        screen.send(CTRL_Q)
        leave(screen)
    assert "llm-vendor.toml:2:" in refused(begun, "suggest", "we roll")
    assert "Did you mean" in refused(begun, "suggest", "--playbook", "llm-vendr", "we roll")
    with Screen(begun, columns=120, rows=40) as screen:
        screen.shows("Acme AI", "TOML")
        resume(screen, "saved ", f"“{ROLL} again")
        say(screen, f"{ROLL} a third time")
        screen.send(CTRL_Q)
        leave(screen)
    assert words(begun) == [ROLL, f"{ROLL} again", f"{ROLL} a third time"]


def test_what_is_not_there_is_named_in_one_line(begun: Path, tmp_path: Path) -> None:
    assert "There is no deal 'nobody'" in refused(begun, "show", "nobody")
    assert "Acme AI" in refused(begun, "record", "nobody", "--note", "x")
    assert "Make one with" in refused(tmp_path / "nowhere", "deals")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert "Cannot make a workspace" in refused(begun, "init", str(in_the_way / "ours"))
    assert "data.training" in refused(
        begun, "record", "acme", "--clause", "data.trainin", "--raised"
    )
    assert words(begun) == []
