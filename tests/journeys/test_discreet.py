"""The key in a real terminal: from then on none of its bytes says what is ours."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.journeys.terminal import CTRL_Q, ENTER, ESCAPE, F3, Screen, resume
from tests.tui.marked import MARK, OTHERS, marked_workspace

F9, F10 = "\x1b[20~", "\x1b[21~"
OURS = [MARK.encode(), *(vendor.encode() for vendor in OTHERS)]
TITLE = b"\x1b]"
"""Begins what names the window, among other things."""
ALTERNATE = 1049
"""The mode of a terminal with a second screen, which has no scroll-back."""


def clean(sent: bytes) -> None:
    """Nothing of ours is in what was sent, nor is the window given a name."""
    for text in OURS:
        assert text not in sent
    assert TITLE + b"0;" not in sent
    assert TITLE + b"2;" not in sent


def test_no_byte_after_the_key_says_what_is_ours(tmp_path: Path) -> None:
    workspace = marked_workspace(tmp_path / "ours").root
    with Screen(workspace) as screen:
        resume(screen, MARK)
        screen.send("we roll everyone forward")
        screen.shows(f"SAY  {MARK}")
        screen.send(F9)
        screen.shows("SCREEN SHARED", "Acme AI", "we roll everyone forward")
        screen.shows_no(MARK)
        since = len(screen.raw)

        screen.send(ENTER)
        screen.says_saved("Filed under model.version-pinning.", "SCREEN SHARED")
        screen.send(ESCAPE)
        screen.shows("c Said")
        screen.send("c")
        screen.shows("Recorded.")
        screen.send("t")
        screen.shows("Not while the screen is shared.")
        screen.send(ESCAPE)
        screen.shows("they say")
        screen.send(F10)
        screen.shows("read back aloud", "SCREEN SHARED")
        screen.resize(100, 30)
        screen.shows("read back aloud", "SCREEN SHARED")
        screen.send(ESCAPE)
        screen.shows("they say")
        screen.send(CTRL_Q)
        assert screen.ended() == 0
        clean(screen.raw[since:])
        assert ALTERNATE not in screen.modes_left_on(), "its screen, and what was on it, is gone"

    with Screen(workspace) as screen:
        screen.shows("The deals are not shown while the screen is shared.")
        screen.send(F3)
        screen.shows("SCREEN SHARED", "Acme AI", "they say")
        clean(screen.raw)
        screen.send(F9)
        screen.shows("must-haves", MARK)
        screen.shows_no("SCREEN SHARED")
        screen.send(CTRL_Q)
        assert screen.ended() == 0


def test_an_error_nobody_expected_says_nothing_either(tmp_path: Path) -> None:
    """What is left on the terminal afterwards is an apology."""
    workspace = marked_workspace(tmp_path / "ours").root
    program = (
        "import sys;"
        "from negotiator.tui.screens.wrap_up import WrapUpScreen;"
        "WrapUpScreen.compose = lambda self: 1 / 0;"
        "from negotiator.cli import main;"
        "sys.exit(main())"
    )
    with Screen(workspace, command=(sys.executable, "-c", program)) as screen:
        resume(screen, MARK)
        screen.send(F9)
        screen.shows("SCREEN SHARED")
        screen.shows_no(MARK)
        since = len(screen.raw)
        screen.send(F10)
        assert screen.ended() != 0
        assert "met an error it did not expect" in screen.text
        clean(screen.raw[since:])
