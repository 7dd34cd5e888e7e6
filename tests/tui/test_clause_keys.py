"""The keys that act on the clause at once: each is an entry, is seen, and can be taken back."""

from __future__ import annotations

from negotiator.deal import body as b
from negotiator.deal.standing import live
from negotiator.desk.workspace import Workspace
from tests.tui.support import bodies, in_call

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"
COUNTERS = (
    "Which part can't you do: keeping it, or announcing it?",
    "We ask for a date, not for a fleet of our own.",
    "If you keep it for a year, then we commit to the volume.",
)


AT_ONCE = (
    ("r", b.Raised(), "open", "Raised"),
    ("a", b.Agreed(rung="target"), "agreed in principle", "Agreed in principle"),
    ("b", b.ReadBack(), "read back", "Read back"),
    ("x", b.Refused(), "open", "Refused"),
    ("p", b.Parked(), "parked", "Parked"),
)


async def test_one_key_is_one_entry_and_undo_takes_it_back(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for key, body, standing, told in AT_ONCE:
            await person.press(key)
            await person.sees(told, f"engineering · {standing}")
            assert await person.recorded(type(body)) == body
            entry = (await person.saved())[-1]
            assert entry.clause == PINNING
            assert entry.author == person.call.session.author == "ana"
            assert person.row(PINNING).standing == standing
            await person.undo()
            await person.sees("engineering · not raised")
            assert person.row(PINNING).standing == "not raised"


async def test_c_says_the_counters_one_after_another(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await person.say("we roll every customer forward")
        for step, (say, tier) in enumerate(zip(COUNTERS, ("ask", "reframe", "trade"), strict=True)):
            await person.sees(say)
            await person.press("c")
            await person.sees(f"Said: {tier}")
            said = await person.recorded(b.Countered)
            assert (said.objection, said.step, said.words) == ("one-fleet", step, say)
        assert person.row(PINNING).standing == "countered"
        await person.sees("Every counter to one-fleet is said", "o offers 12 months · p park")
        await person.press("c")
        await person.sees("Every counter to one-fleet is said: o offers 12 months · p park · e")
        assert len(bodies(await person.saved(), b.Countered)) == 3
        await person.undo()
        assert person.card.say is not None
        assert person.card.say.say == COUNTERS[2], "what was taken back may be said again"


async def test_plus_and_minus_say_how_the_counter_was_received(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.say("we roll every customer forward")
        await person.press("c")
        for key, outcome, told in (
            ("+", b.Landed.YES, "It landed"),
            ("-", b.Landed.NO, "It did not land"),
        ):
            await person.press(key)
            await person.sees(told)
            last = await person.recorded(b.Countered)
            assert (last.step, last.landed) == (0, outcome)
            await person.undo()
            assert (await person.recorded(b.Countered)).landed is b.Landed.UNKNOWN


async def test_nothing_is_said_or_lands_where_nothing_was_objected(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for key, told in (
            ("c", "No counter left here"),
            ("+", "No counter was said here yet"),
            ("c", "No counter left here"),
            ("-", "No counter was said here yet"),
        ):
            await person.press(key)
            await person.sees(told)
            person.blind_to("It landed", "It did not land")
        assert await person.saved() == []


async def test_refused_twice_is_a_wall_and_says_so(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("x", "x")
        await person.sees("engineering · deadlocked")
        assert person.row(PINNING).standing == "deadlocked"
        await person.undo()
        assert person.row(PINNING).standing == "open"
        await person.press("a")
        await person.sees("must-haves 1 of 3")
        await person.press("x")
        await person.sees("must-haves 0 of 3")
        assert person.row(PINNING).standing == "open", "a refusal takes the agreement away"


async def test_what_they_said_in_numbers_goes_into_the_agreement(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.say("prompts are kept for thirty days")
        await person.press("a")
        agreed = await person.recorded(b.Agreed)
        assert (agreed.rung, agreed.value) == ("target", 30)


async def test_undo_goes_back_to_the_clause_it_took_something_from(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("p")
        await person.go(TRAINING)
        await person.press("down")
        await person.until(lambda: person.card.clause == RETENTION, "the arrow did not move")
        await person.press("p")
        assert [entry.clause for entry in await person.saved()] == [PINNING, RETENTION]
        await person.sees("security · parked")
        await person.undo()
        assert person.card.clause == RETENTION
        await person.undo()
        assert person.card.clause == PINNING
        await person.sees("engineering · not raised")


async def test_everything_done_can_be_taken_back_step_by_step(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("r", "p", "a", "b", "x")
        before = live(await person.saved())
        assert [entry.body.kind for entry in before] == [
            "raised", "parked", "agreed", "read-back", "refused",
        ]  # fmt: skip
        for left in ("read back", "agreed in principle", "parked", "open", "not raised"):
            await person.undo()
            assert person.row(PINNING).standing == left
            await person.sees(f"engineering · {left}")
