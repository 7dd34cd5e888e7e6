"""An error that nobody expected, in a real terminal: a calm end, and a start that goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.journeys.terminal import CTRL_Q, ENTER, ESCAPE, F3, LEFT_ON, Screen, filed, resume

ROLL = "we roll every customer forward"
SECRET = "walk away below six months"
BREAKS = """
import sys
from negotiator.cli.main import main
from negotiator.{module} import {name}

def breaks(self, *arguments, **options):
    raise ZeroDivisionError("{secret}")

{name}.{method} = breaks
sys.exit(main())
"""


def broken(workspace: Path, module: str, name: str, method: str) -> Screen:
    """The program with a method that fails of something unheard of."""
    code = BREAKS.format(module=module, name=name, method=method, secret=SECRET)
    return Screen(workspace, command=(sys.executable, "-c", code))


@pytest.mark.parametrize(
    ("module", "name", "method", "keys"),
    [
        ("desk.call", "Call", "raise_", "r"),
        ("tui.screens.help", "HelpScreen", "compose", "?"),
    ],
    ids=["a key", "a screen"],
)
def test_it_ends_calmly_and_the_next_start_goes_on(
    begun: Path, module: str, name: str, method: str, keys: str
) -> None:
    with Screen(begun) as screen:
        resume(screen)
        screen.send(ROLL + ENTER)
        screen.says_saved(f"“{ROLL}")
        screen.send(CTRL_Q)
        screen.ended()
    with broken(begun, module, name, method) as screen:
        resume(screen, f"“{ROLL}")
        screen.send("half a sentence")
        screen.shows("half a sentence")
        screen.send(ESCAPE)
        screen.shows("c Said")
        screen.send(keys)
        assert screen.ended() == 1
        said = screen.text
        assert "an error it did not expect" in " ".join(said.split())
        assert "Start it again to go on." in said
        assert SECRET not in screen.painted().split("met an error")[1], "the words of the error"
        assert "Traceback" not in screen.painted()
        assert screen.echoes()
        assert screen.modes_left_on() == LEFT_ON
    (report,) = (begun / "sessions").glob("crash-*.txt")
    assert "ZeroDivisionError" in report.read_text()
    assert SECRET not in report.read_text()
    assert ROLL not in report.read_text()
    with Screen(begun) as screen:
        screen.shows("Acme AI")
        screen.send(F3)
        screen.shows(f"“{ROLL}", "half a sentence", "Kept from before")
    assert [each.words for each in filed(begun)] == [ROLL]


def test_an_error_while_saving_is_said_and_what_is_not_saved_is_kept(begun: Path) -> None:
    with broken(begun, "store.store", "Store", "append") as screen:
        resume(screen)
        screen.send(ROLL + ENTER)
        screen.shows(f"“{ROLL}", "NOT SAVED: 1 entry")
        screen.send(CTRL_Q)
        screen.shows("kept for next time")
        screen.send(CTRL_Q)
        assert screen.ended() == 0
        assert SECRET not in screen.painted()
    with Screen(begun) as screen:
        resume(screen, f"“{ROLL}")
    assert [each.words for each in filed(begun)] == [ROLL]
