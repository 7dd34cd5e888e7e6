"""All that a negotiation takes is at most three keys from the call, and in the palette."""

from __future__ import annotations

import pytest

from negotiator.desk.workspace import Workspace
from tests.tui.support import in_call

RETENTION = "data.retention"
WAYS = (
    ("what came back, for a step that takes it", ("o",), "What came back for 14 days?", "Offer"),
    ("given free", ("o", "down", "down"), "Gave it free", "Offer"),
    ("the next counter", ("c",), "No counter left here", "Said"),
    ("a counter that landed", ("plus",), "No counter was said here yet", "Landed"),
    ("a counter that did not", ("minus",), "No counter was said here yet", "Missed"),
    ("what keeps them", ("q",), "impossible or merely inconvenient?", "Impossible?"),
    ("a promise", ("m",), "What did they say they will do?", "Promise"),
    ("a point that was read back", ("b",), "Read back.", "Read back"),
    ("a point on paper", ("h",), "Where does it stand?", "Papered"),
    ("the promise ledger", ("l",), "promises", "Promises"),
    ("which document wins", ("l", "o"), "Which document wins where two differ?", "Promises"),
    ("something put off", ("d",), "Put off: who owes the answer?", "Defer"),
    ("the agenda", ("A",), "what is left, in order", "Agenda"),
    ("the minutes of the call", ("A", "m"), "minutes", "Agenda"),
    ("the clause to raise next", ("j",), "Next: ", "Next"),
    ("packages", ("M",), "open clauses", "Packages"),
    ("the preparation", ("P",), "what we know", "Prepare"),
    ("another tier", ("y",), "What is this deal now?", "Tier"),
    ("the shared screen", ("f9",), "SCREEN SHARED", "Discreet"),
    ("whether it may be signed", ("R",), "May not be signed", "Readiness"),
    ("the wrap-up", ("s",), "read back aloud", "Wrap up"),
    ("the recap", ("s", "r"), "The recap for the vendor", "Wrap up"),
    ("the issues list", ("s", "l"), "The issues list", "Wrap up"),
    ("the memo", ("s", "m"), "The memo", "Wrap up"),
)
"""What it is, the keys once the line is left, what is on the screen then, its palette title."""


@pytest.mark.parametrize(("what", "keys", "seen", "title"), WAYS, ids=[way[0] for way in WAYS])
async def test_it_is_at_most_three_keys_away(
    workspace: Workspace, what: str, keys: tuple[str, ...], seen: str, title: str
) -> None:
    assert len(keys) <= 3, what
    async with in_call(workspace, at=RETENTION) as person:
        offered = {each.title for each in person.app.get_system_commands(person.app.screen)}
        assert title in offered
        await person.press(*keys)
        await person.sees(seen)
