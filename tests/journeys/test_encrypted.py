"""An encrypted record in a real terminal: the passphrase is asked, and a kill loses nothing."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from negotiator.store import cipher
from tests.journeys.terminal import CTRL_C, CTRL_Q, ENTER, ESCAPE, F3, Screen, file, filed, resume

pytest.importorskip("sqlcipher3")

PASSPHRASE = "a long walk nobody takes"
ASKED = "Passphrase:"
WRONG = "This passphrase does not open the record."
WORDS = "we roll every customer forward"


def asked(times: int, text: str) -> bool:
    return text.count(ASKED) >= times


def type_twice(screen: Screen) -> None:
    """Give a new passphrase."""
    for question in ("New passphrase:", "Once more:"):
        screen.shows(question)
        screen.send(PASSPHRASE + ENTER)


@pytest.fixture
def locked(begun: Path) -> Iterator[Path]:
    """A workspace that was encrypted by a person at a terminal."""
    with Screen(begun, "encrypt") as screen:
        type_twice(screen)
        screen.shows("Write yes")
        screen.send("yes" + ENTER)
        assert screen.ended() == 0
        assert PASSPHRASE.encode() not in screen.raw
    yield begun
    cipher.use("")


def test_asked_wrong_right_killed_and_asked_again(locked: Path) -> None:
    with Screen(locked) as screen:
        screen.shows(ASKED)
        screen.send("not this one" + ENTER)
        screen.shows(WRONG)
        screen.send(PASSPHRASE + ENTER)
        resume(screen)
        screen.send(WORDS)
        screen.shows(WORDS[-12:])
        file(screen, WORDS)
        screen.signal(signal.SIGKILL)
        assert screen.ended() == -signal.SIGKILL
        assert PASSPHRASE.encode() not in screen.raw
    record = locked / "sessions" / "negotiator.sqlite"
    for each in (record, record.with_name(f"{record.name}-wal")):  # it was killed: both are there
        assert WORDS.encode() not in each.read_bytes()
    with Screen(locked) as screen:
        screen.shows(ASKED)
        screen.send(PASSPHRASE + ENTER)
        resume(screen)
        screen.shows(WORDS[:12])
    cipher.use(PASSPHRASE)
    assert [each.words for each in filed(locked)] == [WORDS]


def test_no_byte_beside_the_record_is_a_word_that_was_typed(locked: Path) -> None:
    """Half a sentence, what was searched for, an index of the playbook: all while it runs."""
    half = "and then zqxhalf"
    with Screen(locked) as screen:
        screen.shows(ASKED)
        screen.send(PASSPHRASE + ENTER)
        screen.shows("Acme AI")
        screen.send("acme ai")
        screen.shows("acme ai")
        screen.send(ESCAPE)
        resume(screen)
        screen.send(half)
        screen.shows(half)
        time.sleep(1.0)  # within a second it is on the disk
        screen.signal(signal.SIGKILL)
        screen.ended()
    assert list((locked / "sessions" / "in-hand").glob("*.json"))
    assert list((locked / "sessions" / "cache").iterdir())
    for path in (each for each in locked.rglob("*") if each.is_file()):
        content = path.read_bytes()
        assert b"zqx" not in content, path
        assert b"acme ai" not in content.lower(), path
        # What a playbook says stands in its own file, and in no other.
        assert path.is_relative_to(locked / "playbooks") or b"forward" not in content, path
    with Screen(locked) as screen:
        screen.shows(ASKED)
        screen.send(PASSPHRASE + ENTER)
        screen.shows("Acme AI")
        screen.send(F3)
        screen.shows(half, "Kept from before")


def test_three_tries_and_a_change_of_mind(locked: Path) -> None:
    before = (locked / "sessions" / "negotiator.sqlite").read_bytes()
    with Screen(locked) as screen:
        for number in range(1, 4):
            screen.wait(partial(asked, number), "not asked")
            screen.send(f"wrong {number}{ENTER}")
        screen.shows("3 passphrases were wrong.")
        assert screen.ended() == 1
    for key in (CTRL_C, "\x04"):
        with Screen(locked) as screen:
            screen.shows(ASKED)
            screen.send(key)
            assert screen.ended() in {1, 130}
            assert "Traceback" not in screen.text
            assert screen.echoes()
    assert (locked / "sessions" / "negotiator.sqlite").read_bytes() == before
    assert not list((locked / "sessions").glob("crash-*"))


def test_after_a_change_the_old_passphrase_is_wrong(locked: Path) -> None:
    new = f"{PASSPHRASE} any more"
    with Screen(locked, "encrypt", "--change") as screen:
        for question, answer in (
            (ASKED, PASSPHRASE),
            ("New passphrase:", new),
            ("Once more:", new),
            ("Write yes", "no"),  # the backups of before stay, under the old one
        ):
            screen.shows(question)
            screen.send(answer + ENTER)
        assert screen.ended() == 0
    with Screen(locked, "deals") as screen:
        screen.shows(ASKED)
        screen.send(PASSPHRASE + ENTER)
        screen.shows(WRONG)
        screen.send(new + ENTER)
        screen.shows("Acme AI")
        assert screen.ended() == 0


def test_refused_while_a_window_is_open(begun: Path) -> None:
    """It would go on with the plain file, and what it recorded there would be lost."""
    with Screen(begun) as screen:
        resume(screen)
        screen.send(WORDS)
        screen.shows(WORDS[-12:])
        file(screen, WORDS)  # it rests from here on, and has the record open
        with Screen(begun, "encrypt") as second:
            type_twice(second)
            second.shows("is open in another window", "Nothing was changed.")
            assert second.ended() == 1
        screen.send(f"still {WORDS}")
        screen.shows(f"still {WORDS}"[-12:])
        file(screen, f"still {WORDS}")
        screen.send(CTRL_Q)
        assert screen.ended() == 0
    assert [each.words for each in filed(begun)] == [WORDS, f"still {WORDS}"]
    assert [path for path in (begun / "sessions").iterdir() if "before" in path.name] == []
    with Screen(begun, "encrypt") as second:
        type_twice(second)
        second.shows("Encrypted: 2 entries")
