"""From the contract to its quarterly review, and to what to ask for at the renewal."""

from __future__ import annotations

from negotiator.deal import body as b
from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from negotiator.tui.widgets.one_line import OneLine
from tests.samples import PINNING
from tests.tui.support import bodies, negotiate, opened, record


def agree(call: Call) -> None:
    call.agree(PINNING, next(iter(call.edition.playbook.clauses[PINNING].ladder)))
    call.promise(PINNING, "we mail before a swap")


async def test_a_review_makes_the_renewals_argument(workspace: Workspace) -> None:
    negotiate(workspace, agree)
    async with opened(workspace) as person:
        await person.press("f6")
        await person.on("ContractScreen")
        await person.press("f5")
        await person.on("RenewalScreen")
        await person.sees("promised, never papered")
        await person.press("f6")
        await person.on("GovernanceScreen")
        await person.sees("quarterly review", "months")
        person.app.screen.query(OneLine).first().value = "soon"
        await person.press("ctrl+s")
        await person.told("does not begin with a number")
        person.app.screen.query(OneLine).first().value = "2 swapped on a Tuesday"
        await person.press("ctrl+s")
        await person.on("RenewalScreen")
        await person.sees("✗", "broken: ")
        await person.press("c")
        await person.sees("what the record holds", "promised, never papered")
        await person.press("c", "s")
        await person.told("Begun: ")
        await person.press("s")
        await person.told("is being renewed")
        await person.press("w")
        await person.asked("in which form?")
        await person.paste("html")
        await person.press("enter")
        await person.told("Written: ")
        await person.press("escape")
        await person.on("ContractScreen")
    (seen,) = bodies(record(workspace), b.Observation)
    assert (seen.words, seen.value) == ("swapped on a Tuesday", 2)
    assert list(workspace.sessions.glob("*-renewal-internal-*.html"))
