"""What both sides know: made of what was said between them, under the edition of that day."""

from __future__ import annotations

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import negotiator.report
from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import ask
from negotiator.playbook.model import Playbook
from negotiator.report import DealRecord, render
from negotiator.report.told import Point, Where, told
from tests.report.marks import MARK, marked_playbook, private_histories
from tests.report.records import SESSION, Said, a_record, parts_of, recorded
from tests.samples import PINNING, RETENTION, TRAINING, clause, playbook
from tests.store.samples import an_entry

OTHER = "b" * 64


def points(*said: Said) -> list[Point]:
    return list(told(recorded(*said)).points)


def point(*said: Said) -> Point:
    (found,) = points(*said)
    return found


@pytest.mark.parametrize(
    "body",
    [
        b.Note(words="x"),
        b.Parked(),
        b.Escalated(approver="counsel", rung="target"),
        b.Approved(approver="counsel", rung="target"),
        b.Traded(give="x", get="y"),
        b.Waived(words="x"),
        b.Task(words="x"),
        b.Observation(words="x"),
    ],
    ids=lambda body: str(body.kind),
)
def test_what_we_do_among_ourselves_does_not_make_a_point(body: AnyBody) -> None:
    assert points((body, PINNING)) == []


@pytest.mark.parametrize(
    "body",
    [b.Heard(words="no"), b.Raised(), b.Offered(rung="target"), b.EvidenceAsked(words="x")],
    ids=lambda body: str(body.kind),
)
def test_what_was_spoken_of_is_open(body: AnyBody) -> None:
    assert point((body, PINNING)).where is Where.OPEN


@pytest.mark.parametrize(
    "body",
    [
        b.Parked(),
        b.Escalated(approver="counsel"),
        b.Approved(approver="counsel"),
        b.Refused(final=True),
        b.Countered(objection="one-fleet"),
    ],
    ids=lambda body: str(body.kind),
)
def test_how_we_stand_to_an_open_point_is_nobodys_business(body: AnyBody) -> None:
    plain = point((b.Raised(), PINNING))
    assert point((b.Raised(), PINNING), (body, PINNING)) == plain


def test_what_we_gave_up_is_not_told() -> None:
    assert points((b.Raised(), PINNING), (b.Waived(words="x"), PINNING)) == []


def test_our_position_is_the_ask_until_something_is_on_the_table() -> None:
    ladder = clause().ladder
    assert point((b.Raised(), PINNING)).ours == ladder["opening"].say
    assert point((b.Offered(rung="fallback-1"), PINNING)).ours == ladder["fallback-1"].say


def test_a_limit_is_not_said_even_where_it_was_offered_or_agreed_to() -> None:
    limits = Playbook.model_validate(
        marked_playbook().model_dump(mode="json", exclude_defaults=True)
    )
    for body in (b.Offered(rung="walk-away"), b.Agreed(rung="walk-away")):
        (found,) = told(a_record([an_entry(SESSION, body, PINNING)], limits)).points
        assert MARK not in found.agreed
        assert MARK not in found.ours


def test_numbers_are_those_of_the_order_in_which_clauses_came_up() -> None:
    said: list[Said] = [(b.Raised(), about) for about in (RETENTION, PINNING)]
    assert {each.clause: each.number for each in points(*said)} == {RETENTION: 1, PINNING: 2}
    said += [(b.Agreed(rung="target"), RETENTION), (b.Raised(), TRAINING)]
    assert {each.clause: each.number for each in points(*said)} == {
        RETENTION: 1,
        PINNING: 2,
        TRAINING: 3,
    }


def test_what_we_gave_up_leaves_no_gap_in_the_numbers() -> None:
    said: list[Said] = [(b.Raised(), about) for about in (RETENTION, PINNING, TRAINING)]
    said.append((b.Waived(words="x"), PINNING))
    assert {each.clause: each.number for each in points(*said)} == {RETENTION: 1, TRAINING: 2}


def test_a_task_is_told_only_where_both_sides_know_of_it() -> None:
    known = b.Task(words="send the form", owner="Dana", due=date(2026, 12, 1), told=True)
    steps = told(recorded((b.Task(words="ask Ana"), PINNING), (known, TRAINING))).steps
    assert [(each.words, each.owner, each.title) for each in steps] == [
        ("send the form", "Dana", "No training on our content")
    ]


def reworded(text: str) -> Playbook:
    """The sample in which fallback-1 of the pin says something else."""
    other = playbook().model_dump(mode="json", exclude_defaults=True)
    pin = next(each for each in other["clause"] if each["id"] == PINNING)
    pin["position"][2]["say"] = text
    return Playbook.model_validate(other)


@pytest.mark.parametrize("body", [b.Agreed(rung="fallback-1"), b.Offered(rung="fallback-1")])
def test_what_was_said_stays_as_it_was_said_when_another_edition_is_taken(body: AnyBody) -> None:
    said = clause().ladder["fallback-1"].say
    entries = [
        an_entry(SESSION, body, PINNING),
        an_entry(SESSION, b.EditionTaken(edition=OTHER), None),
    ]
    on = reworded("Never said to anyone.")
    record = DealRecord(
        **{**vars(a_record(entries)), "playbook": on, "editions": {OTHER: on, "a" * 64: playbook()}}
    )
    (found,) = told(record).points
    assert found.ours == (said if isinstance(body, b.Offered) else clause().ladder["opening"].say)
    assert found.agreed == (said if isinstance(body, b.Agreed) else "")
    gone = DealRecord(**{**vars(record), "editions": {OTHER: on}})
    (found,) = told(gone).points
    assert "Never said" not in f"{found.ours}{found.agreed}"


# ── by construction ──────────────────────────────────────────────────────────────────────────

PACKAGE = Path(negotiator.report.__file__).parent


def test_the_recap_is_made_of_what_both_sides_know_alone() -> None:
    """It cannot reach the playbook or the record."""
    tree = ast.parse((PACKAGE / "recap.py").read_text(encoding="utf-8"))
    ours = {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("negotiator")
    }
    assert ours == {"negotiator.report.document", "negotiator.report.told"}


def test_sayable_words_are_made_in_one_file() -> None:
    makers = [path.name for path in PACKAGE.glob("*.py") if "Sayable(" in path.read_text("utf-8")]
    assert makers == ["told.py"]


def leaks(text: str, record: DealRecord) -> None:
    """Fails where a document for the vendor shows a mark, or a rung that was not on the table."""
    text = text.replace("&#x27;", "'").replace("\\", "")
    assert MARK not in text
    for about, rung in re.findall(r"«(\S+) ([\w-]+)»", text):
        now = record.state.clause(about)
        assert rung in {now.agreed, now.offered or ask(marked_playbook().clauses[about])}


MUCH = [
    Entry.model_validate({**vars(an_entry(SESSION, body, PINNING)), "author": MARK})
    for body in (
        b.Offered(rung="walk-away", words=MARK),
        b.Agreed(rung="walk-away", words=MARK),
        b.Task(words=MARK, owner=MARK),
        b.Traded(give=MARK, get=MARK),
        b.Precedence(documents=(MARK,)),
    )
]


@given(private_histories)
@example(MUCH)
def test_nothing_internal_gets_into_what_goes_to_the_vendor(history: list[Entry]) -> None:
    record = a_record(history, marked_playbook())
    for kind in ("recap", "issues"):
        for form in ("md", "html", "csv"):
            leaks(render(kind, form, record).decode(), record)
        document = json.loads(render(kind, "json", record))
        leaks(json.dumps(document, ensure_ascii=False), record)


@given(private_histories)
@example(MUCH)
@settings(max_examples=8)
def test_nor_into_any_part_of_a_word_file(history: list[Entry]) -> None:
    record = a_record(history, marked_playbook())
    for kind in ("recap", "issues"):
        for part in parts_of(render(kind, "docx", record)).values():
            leaks(part, record)
            assert "Internal" not in part


@given(private_histories, st.sampled_from(["issues", "memo"]))
@settings(max_examples=20)
def test_what_is_ours_has_the_marks(history: list[Entry], kind: str) -> None:
    """The check above can fail: with our own documents it does."""
    record = a_record(history, marked_playbook())
    if kind == "issues" or record.state.clauses:
        assert MARK in render(kind, "md", record, internal=True).decode()
