"""SIGKILL in the middle of a call, in a real terminal: the next start goes on where it was."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from random import Random

from tests.journeys.terminal import ENTER, F3, LINE, Screen, file, filed, resume

ROLL = "we roll every customer forward"


def test_what_was_saved_is_there_and_the_half_sentence_is_on_the_line(begun: Path) -> None:
    random = Random(7)
    said: list[str] = []
    half = ""
    for number in range(4):
        with Screen(begun) as screen:
            screen.shows("Acme AI")
            screen.send(F3)
            screen.shows("checklist", "must-haves")
            if half:
                screen.shows(f"│ {half}", "Kept from before")
                file(screen, half)
                said.append(half)
            words = f"{ROLL} {number}"
            screen.send(words)
            screen.shows(words[-12:])
            file(screen, words)
            said.append(words)
            half = f"and then they said {number}"
            screen.send(half)
            screen.shows(half)
            time.sleep(1.0 + random.uniform(0.0, 0.1))  # within a second it is on the disk
            screen.signal(signal.SIGKILL)
            assert screen.ended() == -signal.SIGKILL
        assert [each.words for each in filed(begun)] == said
    assert not list((begun / "sessions").glob("crash-*"))


def test_killed_while_statements_are_filed_one_after_the_other(begun: Path) -> None:
    """What the status called saved is there; at most what came after it may be missing."""
    random = Random(8)
    for number in range(2):
        before = len(filed(begun))
        with Screen(begun) as screen:
            resume(screen)
            screen.send("".join(f"{ROLL} {number} {n}{ENTER}" for n in range(15)))
            time.sleep(random.uniform(0.05, 0.6))
            screen.signal(signal.SIGKILL)
            screen.ended()
        there = [each.words for each in filed(begun)][before:]
        assert there == [f"{ROLL} {number} {n}" for n in range(len(there))], (
            "in order, none left out"
        )
    with Screen(begun) as screen:
        resume(screen)
        screen.wait(lambda text: LINE in text or "Kept from before" in text, "no line")
