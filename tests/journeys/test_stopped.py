"""The program stopped by the system without a word, and let go on: `kill -STOP`, `kill -CONT`."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from tests.journeys.terminal import CTRL_Q, Screen, file, filed, resume

ROLL = "we roll every customer forward"


def test_every_key_arrives_and_the_terminal_is_given_back(begun: Path) -> None:
    said = []
    with Screen(begun) as screen:
        resume(screen)
        for number in range(4):
            screen.signal(signal.SIGSTOP)
            time.sleep(0.05)
            words = f"{ROLL} {number}"
            screen.send(words)  # while it is stopped
            screen.signal(signal.SIGCONT)
            screen.shows(words[-12:])
            file(screen, words)
            said.append(words)
        screen.send(CTRL_Q)
        assert screen.ended() == 0
        assert screen.echoes()
    assert [each.words for each in filed(begun)] == said


def test_stopped_again_and_again_while_it_paints(begun: Path) -> None:
    with Screen(begun) as screen:
        resume(screen)
        for number in range(40):
            screen.send(f"{number} ")
            time.sleep(number % 8 / 200)  # at another moment of the painting each time
            screen.signal(signal.SIGSTOP)
            screen.signal(signal.SIGCONT)
        screen.shows("38 39 ", timeout=30)
        screen.send(CTRL_Q)
        assert screen.ended() == 0
        assert screen.echoes()
