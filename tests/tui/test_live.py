"""A call: what is typed is read at once, filed with one key, and stands in the record."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import pytest

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.standing import live
from negotiator.desk import Call
from negotiator.desk.views import SuggestionView
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from negotiator.tui.widgets.one_line import LIMIT
from tests.tui.support import add_deal, begin, bodies, in_call, opened, record

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"


async def test_the_answer_stands_there_before_the_sentence_is_over(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.write("we roll every cust fwd, cant keep o")
        await person.sees(
            PINNING,
            "Which part can't you do: keeping it, or announcing it?",
            "12 months",
        )
        assert record(workspace) == []


async def test_enter_files_the_words_under_the_best_reading(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.write("we roll every cust fwd")
        await person.press("enter")
        heard = await person.recorded(b.Heard)
        assert heard.words == "we roll every cust fwd"
        assert heard.match is not None
        assert (heard.match.objection, heard.match.corrected) == ("one-fleet", False)
        assert heard.match.phrase == "we roll every customer forward"
        assert record(workspace)[0].clause == PINNING
        await person.sees("“we roll every cust fwd”", f"Filed under {PINNING}")
        assert person.card.clause == PINNING
        assert person.row(PINNING).standing == "open"
        assert person.app.focused is not None
        assert person.app.focused.id == "line"
        assert person.screen.count("we roll every cust fwd") == 1, "the line is free again"


async def test_keys_that_come_at_once_act_in_their_order(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.burst(*"abc", "backspace", "backspace", *"xy", "home", "z")
        await person.sees("zaxy")


async def test_the_second_reading_is_chosen_with_down(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        words = "roll every customer forward and prompts are kept thirty days"
        await person.paste(words)
        readings = person.call.suggest(words, TRAINING)
        assert len(readings) > 1, "the words were to have two readings"
        await person.press("down")
        await person.sees(readings[1].say)
        await person.press("enter")
        heard = await person.recorded(b.Heard)
        assert heard.match is not None
        assert heard.match.corrected
        assert record(workspace)[0].clause == readings[1].clause
        assert person.card.clause == readings[1].clause


async def test_up_goes_round_to_the_clause_on_screen(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape")
        await person.go(RETENTION)
        await person.press("i")
        await person.paste("we have our principles")
        await person.press("up", "enter")
        await person.sees(f"Filed under {RETENTION}")
        heard = await person.recorded(b.Heard)
        assert heard.match is not None
        assert heard.match.corrected
        assert record(workspace)[0].clause == RETENTION


async def test_what_was_filed_by_hand_is_found_from_then_on(workspace: Workspace) -> None:
    said, unknown = "the flywheel spins for every tenant", "nothing in the playbook is near enough"
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("i")
        await person.paste(said)
        await person.sees(unknown)
        await person.press("down", "enter")
        await person.paste("a flywheel for every tenant")
        await person.sees("●●● data.training", "as you filed “the flywheel")
        await person.press("ctrl+u", "escape")
        await person.undo()
        await person.press("i")
        await person.paste(said)
        await person.sees(unknown)
        await person.press("down", "enter", "escape")
        await person.saved()
    await add_deal(workspace, "Brightwater")
    async with opened(workspace) as person:
        await person.write("brightwater")
        await begin(person)
        await person.paste(said)
        await person.sees("as you filed “the flywheel")


async def test_what_no_playbook_knows_is_filed_with_the_same_key(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.write("lovely weather in Lisbon")
        await person.sees("nothing in the playbook is near enough")
        await person.press("enter")
        heard = await person.recorded(b.Heard)
        assert (heard.words, heard.match) == ("lovely weather in Lisbon", None)
        assert record(workspace)[0].clause is None
        await person.sees("Filed as not in the playbook")
        assert all(row.standing == "not raised" for row in person.call.checklist())


async def test_a_reading_can_be_refused_as_not_in_the_playbook(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        words = "we roll every customer forward"
        readings = person.call.suggest(words, TRAINING, limit=4)
        await person.paste(words)
        await person.press(*["down"] * len(readings), "enter")
        await person.sees("Filed as not in the playbook")
        assert (await person.recorded(b.Heard)).match is None


async def test_a_number_is_placed_on_the_ladder(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.paste("prompts are kept for thirty days")
        await person.sees("between fallback-1 and the walk-away")
        await person.press("enter")
        assert (await person.recorded(b.Heard)).value == 30
        await person.sees("“prompts are kept for thirty")


async def test_undo_takes_the_words_back_and_keeps_them(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.say("we roll every customer forward")
        assert person.row(PINNING).standing == "open"
        await person.press("u")
        await person.sees("Took back: heard “we roll every customer forward”")
        entries = await person.saved()
        assert live(entries) == []
        assert [entry.body.kind for entry in entries] == ["heard", "retracted"]
        assert person.row(PINNING).standing == "not raised"
        person.blind_to("THEY ")
        await person.press("u")
        await person.sees("Nothing of this session is left to undo")
        assert len(await person.saved()) == 2


async def test_undo_stays_within_the_session(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.say("we roll every customer forward")
        await person.press("s")
        await person.on("WrapUpScreen")
        await person.press("e")
        await person.on("DealsScreen")
        await begin(person)
        await person.press("escape", "u")
        await person.sees("Nothing of this session is left to undo")
        assert person.call.number == 2
        assert len(live(await person.saved())) == 1


async def test_two_statements_in_one_breath_are_two_entries(workspace: Workspace) -> None:
    """What is typed right after Enter is the next statement, even when all keys come at once."""
    async with in_call(workspace) as person:
        await person.press(*"we roll every cust fwd", "enter", *"prompts kept 30 days", "enter")
        heard = bodies(await person.saved(), b.Heard)
        assert [each.words for each in heard] == ["we roll every cust fwd", "prompts kept 30 days"]
        assert [entry.clause for entry in record(workspace)] == [PINNING, RETENTION]


async def test_an_empty_line_files_nothing(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("enter", "space", "enter")
        assert await person.saved() == []


async def test_whoever_leaves_the_line_is_told_what_keys_act_on(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.press("i")
        await person.write("we roll every cust fwd")
        await person.sees(PINNING)
        await person.press("escape")
        await person.sees(f"Not filed: i and Enter file it. Keys act on {RETENTION}.")
        await person.press("i", "enter", "escape")
        await person.until(lambda: "Not filed" not in person.screen, "it is filed, and still said")


async def test_what_was_said_of_a_clause_goes_with_it(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("x")
        await person.sees("Refused.")
        await person.press("up", "up")
        await person.until(lambda: "Refused." not in person.screen, "it is said of another clause")


async def test_escape_goes_one_step_back_each_time(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.write("we roll")
        await person.press("escape")
        await person.on("LiveScreen")
        assert person.app.focused is not None
        assert person.app.focused.id == "checklist"
        await person.press("i")
        await person.write(" every cust fwd")
        await person.sees("we roll every cust fwd")
        await person.press("escape", "escape")
        await person.on("DealsScreen")


async def test_single_keys_are_letters_while_one_types(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.write("capoxw")
        await person.sees("capoxw")
        assert await person.saved() == []


async def test_words_typed_before_the_call_has_begun_are_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk: the line takes words, and Enter files them, before the record is there."""
    gate = threading.Event()
    sessions = Store.sessions

    def slow(store: Store, deal_id: UUID) -> list[object]:
        gate.wait(60)
        return list(sessions(store, deal_id))

    async with opened(workspace) as person:
        monkeypatch.setattr(Store, "sessions", slow)
        try:
            await person.press("enter")
            await person.on("LiveScreen")
            await person.paste("we roll every customer forward")
            await person.press("enter")
            await person.write("prompts are")
            assert person.live._call is None, "the call was to begin only after the words"
        finally:
            gate.set()
        await person.until(lambda: person.live._call is not None, "the call did not begin")
        await person.write(" kept")
        await person.press("enter")
        heard = bodies(await person.saved(), b.Heard)
        assert [each.words for each in heard] == [
            "we roll every customer forward",
            "prompts are kept",
        ]


async def test_a_pasted_mail_keeps_all_its_lines(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.paste("we roll every customer\n\nforward, always\r\nand everywhere")
        await person.press("enter")
        heard = await person.recorded(b.Heard)
        assert (
            heard.words.split() == "we roll every customer forward, always and everywhere".split()
        )


async def test_what_does_not_fit_the_line_is_cut_and_said_to_be(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.paste("we roll every customer forward " + "x" * LIMIT)
        await person.sees("cut")
        await person.press("enter")
        heard = await person.recorded(b.Heard)
        assert heard.words.startswith("we roll every customer forward xxx")
        assert len(heard.words) == LIMIT


async def test_saved_is_only_said_when_it_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    append = Store.append

    def slow(store: Store, deal_id: UUID, entries: list[Entry]) -> object:
        gate.wait(60)
        return append(store, deal_id, entries)

    async with in_call(workspace) as person:
        await person.sees("nothing recorded yet")
        monkeypatch.setattr(Store, "append", slow)
        try:
            await person.say("we roll every customer forward")
            await person.sees("“we roll every customer forward”")
            waits = ("saving", "another window is writing")  # the second when it takes long
            await person.until(lambda: any(words in person.screen for words in waits), "not told")
            await person.press("a")
            assert person.row(PINNING).standing == "agreed in principle", "no key waits for it"
            person.blind_to("saved ")
        finally:
            gate.set()
        await person.saved()
        await person.sees("saved ")
        person.blind_to("saving")


async def test_an_interrupted_call_goes_on_as_the_same_call(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.say("we roll every customer forward")
        await person.saved()
    async with in_call(workspace) as person:
        await person.sees("“we roll every customer forward”")
        assert person.call.number == 1
        assert person.card.clause == PINNING, "the clause one was on"
        await person.press("escape", "p")
        assert len({entry.session for entry in await person.saved()}) == 1


async def test_typing_does_not_touch_the_record_or_the_disk(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    suggest = Call.suggest

    def watched(
        call: Call,
        text: str,
        clause: str | None = None,
        limit: int = 5,
        *,
        before: str | None = None,
    ) -> list[SuggestionView]:
        asked.append(text)
        return suggest(call, text, clause, limit, before=before)

    monkeypatch.setattr(Call, "suggest", watched)
    async with in_call(workspace) as person:
        await person.write("roll")
        await person.until(lambda: asked[-1:] == ["roll"], f"asked {asked}")
        assert set(asked) <= {"r", "ro", "rol", "roll"}
        assert record(workspace) == []


async def test_the_status_counts_minutes_and_must_haves(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_call(workspace, (200, 50)) as person:
        await person.sees("Acme AI", "call 1", "0 of 45 min", "must-haves 0 of 3", "give 0 get 0")
        await person.press("escape", "a")
        await person.sees("must-haves 1 of 3")
        begun = person.call.session.started
        monkeypatch.setattr(person.call, "clock", lambda: begun + timedelta(minutes=50))
        await person.press("p")
        await person.sees("50 of 45 min", "must-haves 0 of 3")
