"""The end of a session: the script is in speaking order and sayable, the rest is ours."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

from hypothesis import example, given

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.desk.wrap_up import ScriptLine, WrapUpView, wrap_up
from tests.report.marks import MARK, marked_playbook, private_histories
from tests.report.records import SESSION, Said, a_record, recorded
from tests.samples import PINNING, RETENTION, TRAINING, clause
from tests.store.samples import an_entry
from tests.strategies import SESSION as DRAWN

AVAILABILITY = "sla.availability"


def wrapped(*said: Said) -> WrapUpView:
    return wrap_up(recorded(*said), SESSION.id)


def test_the_end_of_a_session() -> None:
    view = wrapped(
        (b.Agreed(rung="target"), AVAILABILITY),
        (b.Agreed(rung="target"), TRAINING),
        (b.Promised(words="a calendar"), PINNING),
        (b.Deferred(owner="Bo", due=date(2026, 12, 4)), RETENTION),
        (b.Parked(), PINNING),
        (b.Task(words="ask", owner="Ana", due=date(2026, 12, 1)), None),
        (b.Task(words="send the form", owner="Dana", told=True), TRAINING),
        (b.Task(words="call", owner="Ana", due=date(2026, 12, 2), told=True), None),
        (b.Heard(words="nice weather"), None),
    )
    said = {about: clause(about).ladder["target"].say for about in (TRAINING, AVAILABILITY)}
    assert view.script == (
        ScriptLine("say", "", "Let me read back what we have agreed."),
        ScriptLine("area", "", "Data"),
        ScriptLine("point", "No training on our content", said[TRAINING]),
        ScriptLine("area", "", "SLA"),
        ScriptLine("point", "Availability", said[AVAILABILITY]),
        ScriptLine("say", "", "You said you would do the following."),
        ScriptLine("point", "Version pinning", "a calendar"),
        ScriptLine("say", "", "These are the next steps."),
        ScriptLine("point", "No training on our content", "send the form, Dana"),
        ScriptLine("point", "Ana", "call, by 02 Dec 2026"),
        ScriptLine("say", "", "We are waiting for an answer on these."),
        ScriptLine("point", "Retention of prompts", "Bo, by 04 Dec 2026"),
        ScriptLine("say", "", "Still open between us."),
        ScriptLine("point", "Version pinning", ""),
        ScriptLine("say", "", "Did I get anything wrong?"),
    )
    assert view.promised == (("Version pinning", "a calendar"),)
    assert view.open == (("Version pinning", "parked"),)
    assert view.deferred == (("Retention of prompts", "Bo, by 04 Dec 2026"),)
    assert view.tasks == (
        ("ask", "Ana, by 01 Dec 2026"),
        ("send the form", "Dana, known to both"),
        ("call", "Ana, by 02 Dec 2026, known to both"),
    )
    assert view.unraised == ("Notice of a breach",)
    assert view.unmatched == ("nice weather",)


def test_nothing_happened() -> None:
    view = wrapped()
    assert view.script == ()
    assert view.to_confirm == ()
    assert len(view.unraised) == 4


def test_what_an_earlier_session_read_back_or_papered_is_not_read_back_again() -> None:
    record = recorded(
        (b.Agreed(rung="target"), TRAINING),
        (b.ReadBack(), TRAINING),
        (b.Agreed(rung="target"), RETENTION),
        (b.Papered(document="DPA"), RETENTION),
        (b.Promised(words="x"), PINNING),
    )
    view = wrap_up(record, uuid4())
    assert view.script == ()
    assert view.to_confirm == ()
    put_off = recorded((b.Deferred(owner="Bo"), RETENTION))
    later = wrap_up(put_off, uuid4()).script
    assert ScriptLine("point", "Retention of prompts", "Bo, no date") in later, "it is still owed"


def test_what_an_earlier_session_agreed_and_nobody_read_back_waits_to_be() -> None:
    earlier = an_entry(DRAWN, b.Agreed(rung="target"), TRAINING)
    record = recorded((b.Agreed(rung="target"), AVAILABILITY))
    record = a_record([earlier, *record.state.log])
    view = wrap_up(record, SESSION.id)
    assert [line.words or line.about for line in view.script if line.role != "point"] == [
        "Let me read back what we have agreed.",
        "SLA",
        "This we agreed earlier, and have not read back yet.",
        "Data",
        "Did I get anything wrong?",
    ]
    words = clause(TRAINING).ladder["target"].say
    assert ScriptLine("point", "No training on our content", words) in view.script
    assert view.to_confirm == (TRAINING, AVAILABILITY)


def test_what_they_have_to_confirm_is_what_was_agreed_and_not_yet_read_back() -> None:
    view = wrapped(
        (b.Agreed(rung="target"), TRAINING),
        (b.Agreed(rung="target"), PINNING),
        (b.ReadBack(), PINNING),
        (b.Raised(), RETENTION),
    )
    assert view.to_confirm == (TRAINING,)
    assert [line.about for line in view.script if line.role == "point"] == [
        "Version pinning",
        "No training on our content",
        "Retention of prompts",
    ]


def test_a_promise_that_stands_in_a_document_is_not_left() -> None:
    promised = an_entry(DRAWN, b.Promised(words="a calendar"), PINNING)
    clause = an_entry(DRAWN, b.Papered(document="DPA"), PINNING)
    itself = an_entry(DRAWN, b.Papered(document="DPA", promise=promised.id), PINNING)
    assert wrap_up(a_record([promised, clause]), DRAWN).promised, "its clause alone says nothing"
    assert wrap_up(a_record([promised, itself]), DRAWN).promised == ()


def test_a_limit_is_read_back_by_the_title() -> None:
    view = wrapped((b.Agreed(rung="walk-away"), TRAINING))
    assert ScriptLine("point", "No training on our content", "") in view.script


MUCH = [
    an_entry(DRAWN, b.Agreed(rung="walk-away", words=MARK), PINNING),
    an_entry(DRAWN, b.Task(words=MARK, owner=MARK), TRAINING),
]


@given(private_histories)
@example(MUCH)
def test_what_is_read_aloud_has_nothing_internal(history: list[Entry]) -> None:
    record = a_record(history, marked_playbook())
    view = wrap_up(record, DRAWN)
    shown = "\n".join(f"{line.about} {line.words}" for line in view.script)
    assert MARK not in shown
    for about, rung in re.findall(r"«(\S+) ([\w-]+)»", shown):
        assert record.state.clause(about).agreed == rung
