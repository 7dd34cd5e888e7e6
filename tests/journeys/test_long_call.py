"""A call with everything in it, killed in the middle; then what people exchange after it."""

from __future__ import annotations

import signal
from pathlib import Path

import docx
import pytest

from negotiator.desk import Desk
from negotiator.desk.workspace import make_workspace
from tests.journeys.terminal import CTRL_Q, ENTER, ESCAPE, F3, LINE, Screen, file, negotiator

F9, F10 = "\x1b[20~", "\x1b[21~"
WORDS = "the DPA says undue delay, our lawyers like it that way"
PROMISE = "we'll try to send the latency figures of the EU region by Friday"
GOT = "zq a named engineer"
TO_COME = "To be answered"
PACKAGE = (
    *("Price protection", "Hard spend caps", "Credits and remedies beyond credits"),
    "Support response and escalation",
)
NOTE = "zq they are bluffing"
INTERNAL = (
    *("zq", "walk-away", "walk away", "inconvenient", "Engineering lead", "pilot"),
    *("must-have", "Package A", "hedged", "they are bluffing"),
)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A workspace with the deals of the demo."""
    workspace = make_workspace(tmp_path / "ours")
    desk = Desk.open(workspace)
    try:
        desk.add_samples()
    finally:
        desk.close()
    return workspace.root


def go(screen: Screen, clause: str) -> None:
    """To a clause, by typing its name."""
    screen.send("g")
    screen.shows("Go to which clause?")
    screen.send(clause + ENTER)
    screen.shows_no("Go to which clause?")
    screen.shows(f"╭─ {clause} ")


def answer(screen: Screen, question: str, words: str = "") -> None:
    """Type the answer to a question, or take what is proposed."""
    screen.shows(question)
    screen.send(words + ENTER)
    screen.shows_no(question)


def in_call(screen: Screen) -> None:
    """Go on with the deal in hand."""
    screen.shows("Acme AI")
    screen.send(F3)
    screen.shows(LINE, "must 1", "/37")


def first_half(screen: Screen) -> None:
    """They talk, we look at what is left, offer a package, and hear a promise with a hedge."""
    in_call(screen)
    screen.send(WORDS)
    screen.shows("security.breach-notice", "SAY  Our own deadline")
    file(screen, WORDS)
    screen.send(ESCAPE)
    screen.shows("c Said", "s Wrap up", "f1 Help")

    screen.send("A")
    screen.shows("what is left, in order", "what we came with")
    screen.send(ESCAPE)
    screen.shows("they say")
    screen.send("M")
    screen.shows("Package A", "1 Offer A")
    screen.send("1")
    answer(screen, "Package A: what do you ask for?")
    screen.says_saved("Package A is on the table: 4 clauses.")

    go(screen, "sla.latency")
    screen.send("m")
    answer(screen, "What did they say they will do?", PROMISE)
    screen.says_saved("Promised, hedged: ")
    screen.send("n")
    answer(screen, "─ Note ─", NOTE)
    screen.says_saved("Noted.")
    screen.send(F9)
    screen.shows("SCREEN SHARED")
    screen.shows_no("zq")
    screen.send(F9)
    screen.shows_no("SCREEN SHARED")
    screen.send("y")
    answer(screen, "What is this deal now?", "pilot")
    screen.shows("customer-facing → pilot: must-haves 37 → 2")
    screen.send(ESCAPE)
    screen.shows("It stays customer-facing.")


def second_half(screen: Screen) -> None:
    """What was shown as saved is there; beyond our authority, put off, the gate, the end."""
    in_call(screen)
    screen.send(ESCAPE)
    screen.shows("c Said")
    screen.send("l")
    screen.shows("promises: 4 only said", "sla.latency")
    screen.send(ESCAPE)
    screen.shows("they say")

    go(screen, "model.change-notice")
    screen.send("q")
    screen.shows("impossible or merely inconvenient?")
    screen.send("m")
    answer(screen, "Inconvenient: in their words?", "it costs us a release")
    screen.says_saved("Noted: inconvenient.")
    screen.send("o")
    answer(screen, "Enter records that you are asking them")
    screen.says_saved("Escalated to Engineering lead.")
    screen.send("v")
    screen.says_saved("may be offered.")
    screen.send("o")
    answer(screen, "What came back for", GOT)
    screen.says_saved("On the table: ")
    screen.send("a")
    screen.says_saved("Agreed in principle.")
    screen.send("b")
    screen.says_saved("Read back.")

    go(screen, "commercial.renewal")
    screen.send("i")
    screen.shows("⏎ File")
    screen.send("I have to ask our legal")
    screen.quiet(0.1)
    screen.send(ESCAPE)
    screen.shows("c Said")
    screen.send("d")
    answer(screen, "Put off: who owes the answer?")
    answer(screen, "By when?")
    screen.says_saved("Put off to ")

    screen.send("R")
    screen.shows("May not be signed")
    screen.send(ESCAPE)
    screen.shows("they say")
    screen.send(F10)
    screen.shows("read back aloud", "e End")
    screen.send("e")
    screen.shows("find a deal")
    screen.send(CTRL_Q)
    assert screen.ended() == 0


def section(document: str, heading: str) -> list[str]:
    """The points under a heading of a Markdown document, whatever the area."""
    part = document.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("- ")]


def test_a_long_call_that_is_killed_ends_in_the_documents_it_should(
    demo: Path, tmp_path: Path
) -> None:
    with Screen(demo) as screen:
        first_half(screen)
        screen.signal(signal.SIGKILL)
        assert screen.ended() == -signal.SIGKILL
    with Screen(demo) as screen:
        second_half(screen)

    def report(kind: str, *more: str) -> str:
        done = negotiator("report", kind, "Acme AI", *more, workspace=demo)
        assert done.returncode == 0, done.stderr
        return done.stdout

    recap, issues, memo = report("recap"), report("issues"), report("memo")
    agreed, promised = section(recap, "Agreed"), section(recap, "You said that you will")
    assert (
        "- **Notice of model changes**: Thirty days for every listed change, and we may leave "
        "without charge if our regression tests fail on the new version." in agreed
    )
    assert len(agreed) == 17
    assert promised[-1] == f"- **Latency**: “{PROMISE}”"
    assert len(promised) == 4
    assert any(
        line.startswith("- **Renewal**: their legal, by ") for line in section(recap, TO_COME)
    )
    still_open = section(recap, "Still open")
    for title in PACKAGE:
        assert f"- **{title}**" in still_open, "what is only offered is not agreed"
    for ours in INTERNAL:
        assert ours not in recap
        assert ours not in issues

    row = next(line for line in issues.splitlines() if "| Renewal |" in line)
    assert "| put off | their legal |" in row
    row = next(line for line in issues.splitlines() if "| Notice of model changes |" in line)
    assert "| agreed and read back |" in row
    for known in (GOT, PROMISE, "| Notice of model changes | 30 days + free exit if tests fail |"):
        assert known in memo

    file_ = tmp_path / "recap.docx"
    report("recap", "-o", str(file_))
    word = "\n".join(each.text for each in docx.Document(str(file_)).paragraphs)
    assert PROMISE in word
    assert "we may leave without charge if our regression tests fail" in word
    assert not [ours for ours in INTERNAL if ours in word]
