"""The main job, end to end: a call of thirty statements, killed in the middle, then resumed."""

from __future__ import annotations

import json
import re
import signal
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from negotiator.playbook.load import load
from negotiator.playbook.shelf import shipped_root
from tests.journeys.terminal import (
    CTRL_Q,
    DOWN,
    ENTER,
    ESCAPE,
    Filed,
    Screen,
    file,
    filed,
    negotiator,
    new_deal,
    resume,
)

SCRIPT = Path(__file__).with_name("call.toml")
KILLED_AFTER = 15
MOST_KEYS = 2
_READING = re.compile(r"[●○]{3} ([a-z]+\.[a-z-]+)")


@dataclass(frozen=True)
class Said:
    """A statement of the vendor's; an empty clause is small talk."""

    words: str
    clause: str


def script() -> list[Said]:
    """The call."""
    return [Said(**said) for said in tomllib.loads(SCRIPT.read_text())["said"]]


def readings(screen: Screen) -> list[str]:
    """The clauses that the screen proposes, best first; a long name may be cut."""
    return [name for row in screen.rows for name in _READING.findall(row)]


def keys_for(said: Said, proposed: list[str]) -> str:
    """What a negotiator who looks presses: Enter, or the next reading if that is the right one."""
    right = [n for n, name in enumerate(proposed) if said.clause and said.clause.startswith(name)]
    return DOWN * (right[0] if right and right[0] < MOST_KEYS else 0) + ENTER


def play(screen: Screen, call: Iterable[Said]) -> list[Said]:
    """Type and file each statement, until the screen has shown each as saved; those."""
    shown = []
    for said in call:
        screen.send(said.words)
        screen.shows(said.words[-20:])
        screen.quiet(0.06)
        file(screen, said.words, keys_for(said, readings(screen)))
        shown.append(said)
    return shown


def looked_up(screen: Screen, clause: str, words: str) -> None:
    """Go to a clause as a negotiator does, and see what they said on its card."""
    screen.send("g")
    screen.shows("Go to which clause?")
    screen.send(clause + ENTER)
    screen.shows(f"╭─ {clause} ", f"“{words[:15]}")
    screen.shows_no("Go to which clause?")


def record(workspace: Path) -> list[Filed]:
    """What the record holds of what was heard; the command line must see the same clauses."""
    heard = filed(workspace)
    shown = json.loads(negotiator("show", "acme", "--json", workspace=workspace).stdout)
    standings = {row["clause"]: row["standing"] for row in shown["clauses"]}
    touched = {clause for clause, standing in standings.items() if standing != "not raised"}
    assert touched == {entry.clause for entry in heard if entry.clause}
    return heard


def test_nothing_of_a_call_that_is_killed_in_the_middle_is_missing(workspace: Path) -> None:
    call = script()
    with Screen(workspace) as screen:
        new_deal(screen, "Acme AI", "Enterprise API")
        shown = play(screen, call[:KILLED_AFTER])
        screen.signal(signal.SIGKILL)
        assert screen.ended() == -signal.SIGKILL

    assert [entry.words for entry in record(workspace)] == [said.words for said in shown]

    with Screen(workspace) as screen:
        resume(screen, "saved ")
        screen.send(ESCAPE)
        screen.shows("c Said")
        last = {entry.clause: entry.words for entry in record(workspace) if entry.clause}
        for clause, words in last.items():
            looked_up(screen, clause, words)
        screen.send("i")
        screen.shows("⏎ File")
        play(screen, call[KILLED_AFTER:])
        screen.send(CTRL_Q)
        assert screen.ended() == 0

    heard = record(workspace)
    assert [entry.words for entry in heard] == [said.words for said in call]
    assert len({entry.session for entry in heard}) == 1, "a call that was interrupted is one call"
    pairs = list(zip(heard, call, strict=True))
    assert {entry.clause for entry, said in pairs if not said.clause} == {None}, "small talk"
    assert all(entry.clause for entry, said in pairs if said.clause)
    missed = [said.words for entry, said in pairs if said.clause and entry.clause != said.clause]
    assert len(missed) <= 4, missed
    assert len({entry.clause for entry in heard if entry.clause}) >= 20


def test_the_call_is_written_as_people_speak_and_not_copied_from_the_playbook() -> None:
    call = script()
    assert len([said for said in call if said.clause]) == 30
    assert sum("[" in said.words for said in call) >= 3
    playbook = load(shipped_root() / "llm-vendor", [shipped_root()]).playbook
    assert playbook is not None
    phrases = {
        phrase.casefold()
        for clause in playbook.clause
        for phrase in (*clause.heard, *(p for each in clause.objection for p in each.heard))
    }
    assert {said.clause for said in call} - {""} <= set(playbook.clauses)
    assert not [said.words for said in call if said.words.casefold() in phrases]
