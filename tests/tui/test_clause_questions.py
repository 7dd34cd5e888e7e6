"""The keys that ask before they act: the questions, the answers in the record, and Esc."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from negotiator.deal import body as b
from negotiator.deal.deferral import a_week_on
from negotiator.desk.day import day
from negotiator.desk.workspace import Workspace
from tests.tui.support import a_workspace, add_deal, bodies, in_call, record
from tests.tui.test_clause_keys import PINNING, RETENTION, TRAINING

TODAY = date.today()
WHO, WHEN, KNOWN = "who owes the answer?", "By when?", "Do they know of it?"


QUESTIONS: tuple[tuple[str, tuple[tuple[str, str], ...], b.Body, str, str], ...] = (
    (
        "d",
        ((WHO, "their legal"), (WHEN, "2027-01-31")),
        b.Deferred(owner="their legal", due=date(2027, 1, 31)),
        "deferred",
        "Put off to 31 Jan",
    ),
    (
        "e",
        (("Who has to agree?", "cfo"),),
        b.Escalated(approver="cfo"),
        "escalated",
        "Escalated to The finance chief",
    ),
    (
        "t",
        (("what do we give?", "a case study"), ("what comes back?", "a pinned version")),
        b.Traded(give="a case study", get="a pinned version"),
        "open",
        "Traded",
    ),
    (
        "m",
        (("What did they say they will do?", "a calendar by Friday"),),
        b.Promised(words="a calendar by Friday"),
        "open",
        "oral until it is papered",
    ),
    ("n", (("Note", "she hesitated"),), b.Note(words="she hesitated"), "not raised", "Noted"),
    (
        "k",
        (("Task", "send the wording"), ("Who does it?", "ana"), (WHEN, "2027-01-31"), (KNOWN, "")),
        b.Task(words="send the wording", owner="ana", due=date(2027, 1, 31)),
        "not raised",
        "Task kept",
    ),
    (
        "w",
        (("on what basis?", "a pilot of six weeks"), ("Who allowed it?", "legal")),
        b.Waived(words="a pilot of six weeks", approver="legal"),
        "waived",
        "Waived",
    ),
    (
        "h",
        (("Where does it stand?", "Order form, 3.2"),),
        b.Papered(document="Order form", section="3.2"),
        "papered",
        "Papered",
    ),
)


async def test_a_question_its_answer_and_undo(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for key, exchange, body, standing, told in QUESTIONS:
            await person.press(key)
            await person.answer(*exchange)
            await person.sees(told, f"engineering · {standing}")
            assert await person.recorded(type(body)) == body
            assert (await person.saved())[-1].clause == PINNING
            assert person.row(PINNING).standing == standing
            await person.undo()
            assert person.row(PINNING).standing == "not raised"


async def test_escape_takes_no_answer(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for key in "detmnkwhyg/":
            await person.press(key)
            await person.on("AskScreen")
            await person.paste("half an answer")
            await person.press("escape")
            await person.on("LiveScreen")
            assert person.card.clause == PINNING
        assert await person.saved() == []


async def test_escape_at_the_second_question_takes_neither(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for key, first, second in (
            ("d", WHO, WHEN),
            ("t", "what do we give?", "what comes back?"),
            ("k", "Task", "Who does it?"),
            ("w", "on what basis?", "Who allowed it?"),
        ):
            await person.press(key)
            await person.asked(first)
            await person.paste("something")
            await person.press("enter")
            await person.asked(second)
            await person.press("escape")
            await person.on("LiveScreen")
        assert await person.saved() == []


async def test_defer_counts_days_and_proposes_a_week(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        ten_days, today = TODAY + timedelta(days=10), TODAY
        for answer, due in (("", a_week_on(TODAY)), ("10", ten_days), (" 0 ", today)):
            await person.press("d")
            await person.answer((WHO, "their legal"), (WHEN, answer))
            assert (await person.recorded(b.Deferred)).due == due
            await person.sees("put off: their legal")


async def test_a_day_that_is_none_stays_to_be_mended(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("d")
        await person.asked(WHO)
        await person.write("Jo, their counsel")
        await person.press("enter")
        for answer in ("soon", "31.12.2026", "99999999999", "9" * 5000):
            await person.asked(WHEN)
            await person.press("home", "shift+end")
            await person.paste(answer)
            await person.press("enter")
            await person.sees(f"“{answer[:20]}” names no day: write 3 for in three days, friday")
            assert person.app.screen.query_one("#answer", Input).value == answer
        await person.press("home", "shift+end", "backspace")
        await person.until(lambda: "names no day" not in person.screen, "still called wrong")
        await person.press("enter")
        await person.sees("No day yet: write 3")
        assert await person.saved() == []
        await person.write("tomorrow")
        await person.press("enter")
        await person.on("LiveScreen")
        due = TODAY + timedelta(days=1)
        assert await person.recorded(b.Deferred) == b.Deferred(owner="Jo, their counsel", due=due)
        assert person.notices("") == 0


async def test_a_weekday_is_a_day(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for answer in ("friday", "next tue"):
            await person.press("d")
            await person.answer((WHO, "their legal"), (WHEN, answer))
            assert (await person.recorded(b.Deferred)).due == day(answer, TODAY)


async def test_the_day_of_a_task_can_be_mended_or_left_out(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("k")
        for question, answer in (("Task", "send it"), ("Who does it?", "ana"), (WHEN, "whenever")):
            await person.asked(question)
            await person.write(answer)
            await person.press("enter")
        await person.sees("“whenever” names no day")
        await person.press("home", "shift+end", "backspace", "enter")
        await person.answer((KNOWN, ""))
        assert await person.recorded(b.Task) == b.Task(words="send it", owner="ana")


async def test_escalate_proposes_those_who_may_allow_it(workspace: Workspace) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("e")
        await person.asked("Who has to agree?")
        answer = person.app.screen.query_one("#answer", Input)
        assert answer.value == "legal", "the next rung's approver stands there already"
        await person.press("enter")
        await person.sees("Escalated to The general counsel")
        assert (await person.recorded(b.Escalated)).approver == "legal"
        await person.press("e")
        await person.asked("Who has to agree?")
        await person.press("backspace")
        await person.sees("The finance chief")
        await person.press("down", "enter")
        await person.sees("Escalated to The finance chief")
        assert (await person.recorded(b.Escalated)).approver == "cfo"


@pytest.mark.parametrize(("typed", "approver"), [("leg", "legal"), ("chief", "cfo"), ("", "legal")])
async def test_enter_takes_the_approver_whose_row_is_left(
    workspace: Workspace, typed: str, approver: str
) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("e")
        await person.asked("Who has to agree?")
        await person.write(typed)
        await person.sees("Enter takes the marked row")
        await person.press("enter")
        await person.on("LiveScreen")
        assert (await person.recorded(b.Escalated)).approver == approver


async def test_the_approver_named_in_full_is_taken_before_others_with_these_words(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path / "workspace")
    file = workspace.playbooks / "llm-vendor.toml"
    first, second = '[[approver]]\nid = "legal"', '[[approver]]\nid = "legal-lead"\nname = "Jo"\n\n'
    file.write_text(file.read_text().replace(first, second + first))
    await add_deal(workspace)
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("e")
        await person.asked("Who has to agree?")
        await person.sees("legal-lead  Jo")
        await person.press("enter")
        assert (await person.recorded(b.Escalated)).approver == "legal"


async def test_nobody_can_be_asked_whom_the_playbook_does_not_name(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for keys in ("e", "w"):
            await person.press(keys)
            if keys == "w":
                await person.asked("on what basis?")
                await person.write("a pilot")
                await person.press("enter")
                await person.asked("Who allowed it?")
            await person.write("marketing")
            await person.sees("nothing here has these words")
            await person.press("enter")
            await person.on("AskScreen")
            await person.press("escape")
            await person.on("LiveScreen")
        assert await person.saved() == []


async def test_a_function_that_is_no_approver_of_the_playbook_can_be_asked(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path / "workspace")
    file = workspace.playbooks / "llm-vendor.toml"
    file.write_text(file.read_text().replace('approver = "legal"', 'approver = "security"'))
    await add_deal(workspace)
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("e")
        await person.answer(("Who has to agree?", ""))
        await person.sees("Escalated to security")
        assert (await person.recorded(b.Escalated)).approver == "security"


async def test_a_waiver_that_nobody_allowed_yet(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("w")
        await person.answer(("on what basis?", "a pilot"), ("Who allowed it?", ""))
        await person.sees("Waived; nobody allowed it yet")
        assert (await person.recorded(b.Waived)).approver == ""


async def test_a_free_question_says_what_enter_takes(workspace: Workspace) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("t")
        await person.asked("what do we give?")
        await person.write("ref")
        await person.sees("A public reference", "Enter takes what is typed · Down picks a row")
        await person.press("down")
        await person.sees("Enter takes the marked row")
        await person.press("shift+tab", "end")
        await person.sees("Enter takes what is typed")
        await person.write("erral")
        await person.sees("Enter takes · Esc back")
        await person.press("enter")
        await person.answer(("what comes back?", "a discount"))
        assert await person.recorded(b.Traded) == b.Traded(give="referral", get="a discount")


async def test_trade_proposes_what_the_playbook_gives_and_asks_for(workspace: Workspace) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("t")
        await person.asked("what do we give?")
        await person.sees("A public reference", "A larger volume")
        await person.press("down", "down", "enter")
        await person.asked("what comes back?")
        await person.sees("Version pinning")
        assert "A public reference" not in person.screen, "what we give never comes back"
        await person.press("enter")
        await person.sees("One side of the trade is still empty", "give 1 get 0")
        assert await person.recorded(b.Traded) == b.Traded(give="A larger volume", get="")


async def test_an_empty_answer_is_no_answer(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for key, question in (
            ("n", "Note"),
            ("k", "Task"),
            ("w", "on what basis?"),
            ("m", "they will do?"),
        ):
            await person.press(key)
            await person.answer((question, "   "))
        await person.press("t")
        await person.answer(("what do we give?", " "), ("what comes back?", ""))
        await person.sees("Nothing was given")
        assert await person.saved() == []


async def test_a_task_that_they_know_of_goes_into_the_recap(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("k")
        await person.answer(
            ("Task", "send the form"), ("Who does it?", "Dana"), (WHEN, ""), (KNOWN, "yes")
        )
        assert (await person.recorded(b.Task)).told
        for keys, told in ((("enter",), False), (("down", "enter"), True)):
            await person.press("k")
            await person.asked("Task")
            await person.paste("ask ana")
            await person.press("enter", "enter")
            await person.asked(WHEN)
            await person.press("enter")
            await person.asked(KNOWN)
            await person.press(*keys)
            await person.on("LiveScreen")
            assert (await person.recorded(b.Task)).told == told, "it is what was highlighted"


async def test_papered_proposes_where_it_belongs(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.press("h")
        await person.answer(("Where does it stand?", ""))
        papered = await person.recorded(b.Papered)
        assert (papered.document, papered.section) == ("DPA", "4")


async def test_the_deal_becomes_a_pilot_and_again_what_it_was(workspace: Workspace) -> None:
    async with in_call(workspace, (160, 50)) as person:
        await person.press("escape")
        await person.sees("customer-facing", "must-haves 0 of 3")
        await person.press("y")
        await person.asked("What is this deal now?")
        await person.paste("pilot")
        await person.press("enter")
        await person.on("RetierScreen")
        await person.press("enter")
        await person.sees("Now pilot", "must-haves 0 of 1")
        profile = (await person.recorded(b.Profiled)).profile
        assert profile.risk_tier == "pilot"
        assert profile.data == person.call.deal.profile.data, "the rest of the profile stays"
        assert person.row(PINNING).priority == "nice-to-have"
        await person.undo()
        await person.sees("must-haves 0 of 3")
        assert person.row(PINNING).priority == "must-have"


async def test_a_name_without_end_is_cut_and_said_to_be(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for key, exchange in (
            ("d", ((WHO, "owner " * 100), (WHEN, "7"))),
            (
                "k",
                (("Task", "send it"), ("Who does it?", "owner " * 100), (WHEN, "7"), (KNOWN, "")),
            ),
            ("h", (("Where does it stand?", "doc " * 200 + "," + "section " * 100),)),
        ):
            await person.press(key)
            await person.answer(*exchange)
        names = [
            name
            for entry in await person.saved()
            for field in ("owner", "approver", "document", "section")
            if (name := getattr(entry.body, field, ""))
        ]
        assert len(names) == 4
        assert all(len(name) <= 200 and "more characters cut" in name for name in names)


async def test_a_note_of_many_lines_keeps_them_all(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("n")
        await person.answer(("Note", "first line\nsecond line\n\nthird"))
        assert (await person.recorded(b.Note)).words == "first line second line third"


async def test_two_questions_do_not_come_at_once(workspace: Workspace) -> None:
    """A key pressed while a question stands goes into its answer."""
    async with in_call(workspace, at=PINNING) as person:
        await person.press("n", "n", "o", "p", "e", "enter")
        await person.until(lambda: person.app.screen is person.live, "still asking")
        assert [note.words for note in bodies(await person.saved(), b.Note)] == ["nope"]
        assert len(record(workspace)) == 1


async def test_a_key_pressed_twice_answers_once_and_closes_nothing_else(
    workspace: Workspace,
) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("n")
        await person.asked("Note")
        await person.paste("a remark")
        await person.burst("enter", "enter", "enter")
        await person.until(lambda: person.app.screen is person.live, "not back in the call")
        await person.recorded(b.Note)
        assert len(bodies(await person.saved(), b.Note)) == 1


@pytest.mark.parametrize(
    ("keys", "owners"),
    [
        (("enter", "escape"), []),
        (("escape", "escape"), []),
        (("enter", "enter", "escape"), ["x"]),  # the second takes the day that is proposed
    ],
)
async def test_leaving_a_question_before_it_is_there_does_no_harm(
    workspace: Workspace, keys: tuple[str, ...], owners: list[str]
) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("d")
        await person.asked(WHO)
        await person.burst("x", *keys)
        await person.until(
            lambda: type(person.app.screen).__name__ in {"LiveScreen", "DealsScreen"}, "no way back"
        )
        await person.press("f1")
        await person.on("HelpScreen")
        assert [each.owner for each in bodies(record(workspace), b.Deferred)] == owners


PAPERED = (("Where does it stand?", "DPA, s.3"),)


@pytest.mark.parametrize("key", "axdpo")
async def test_what_is_papered_is_reopened_only_after_a_question(
    workspace: Workspace, key: str
) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("h")
        await person.answer(*PAPERED)
        await person.sees("must-haves 1 of 3")
        await person.press(key)
        await person.asked("It stands in DPA, s.3. Reopen it?")
        await person.press("escape")
        await person.on("LiveScreen")
        assert len(await person.saved()) == 1, "Esc leaves everything"
        assert person.row(PINNING).standing == "papered"
        await person.press(key)
        await person.answer(
            ("Reopen it?", ""), *(((WHO, "their legal"), (WHEN, "")) if key == "d" else ())
        )
        await person.until(lambda: person.row(PINNING).standing != "papered", "not reopened")
        await person.undo()
        assert person.row(PINNING).standing == "papered", "u takes it back without a question"


async def test_a_counter_to_what_is_papered_asks_too(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.say("we roll every customer forward")
        await person.press("h")
        await person.answer(*PAPERED)
        await person.press("c")
        await person.asked("Reopen it?")
        await person.press("escape")
        await person.on("LiveScreen")
        assert person.row(PINNING).standing == "papered"
        await person.press("c")
        await person.answer(("Reopen it?", ""))
        await person.sees("Said: ask")
        assert (await person.recorded(b.Countered)).step == 0


async def test_a_key_typed_to_the_question_reopens_nothing(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("h")
        await person.answer(*PAPERED)
        await person.press("p")
        await person.asked("Reopen it?")
        await person.press("x", "enter")
        await person.sees("nothing here has these words")
        await person.press("escape")
        await person.on("LiveScreen")
        assert person.row(PINNING).standing == "papered"
        await person.undo()
        await person.press("p")
        await person.sees("engineering · parked")


async def test_where_it_stands_is_not_told_on_a_shared_screen(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("h")
        await person.answer(*PAPERED)
        await person.press("f9", "p")
        await person.asked("It is papered. Reopen it?")
        person.blind_to("s.3")
        await person.press("enter")
        await person.on("LiveScreen")
        assert person.row(PINNING).standing == "parked"
