"""The recap says what stands between both sides, and nothing of what is ours alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.promise import PromiseState, ledger
from negotiator.deal.standing import live
from negotiator.playbook.model import Playbook
from negotiator.report.issues import issues, our_issues
from negotiator.report.markdown import markdown
from negotiator.report.recap import Line, recap, recap_document
from negotiator.report.told import told
from tests.report.marks import marked_playbook, private_histories
from tests.report.records import SESSION, Said, a_record, recorded
from tests.samples import PINNING, RETENTION, TRAINING, clause, playbook
from tests.store.samples import an_entry

AVAILABILITY = "sla.availability"


def lines(*said: Said) -> list[Line]:
    return recap(told(recorded(*said)))


def text(*said: Said) -> str:
    return markdown(recap_document(told(recorded(*said))))


def test_nothing_was_said() -> None:
    assert lines() == []
    assert text() == (
        "# Recap: Acme AI, Enterprise API\n\n21 November 2026\n\nNothing was settled yet.\n\n"
        "Please tell us if we understood anything differently.\n"
    )


@pytest.mark.parametrize("after", [None, b.ReadBack(), b.Papered(document="DPA")])
def test_what_was_agreed_or_firmer_is_in_the_words_of_the_rung(after: AnyBody | None) -> None:
    said: list[Said] = [(b.Agreed(rung="fallback-1"), PINNING)]
    said += [(after, PINNING)] if after else []
    words = clause().ladder["fallback-1"].say
    assert lines(*said) == [
        Line(
            "agreed",
            PINNING,
            "Version pinning",
            words,
            "",
            "",
            "DPA" if isinstance(after, b.Papered) else "",
        )
    ]


def test_what_has_nothing_to_say_is_agreed_in_its_wording() -> None:
    worded = {"rung": "target", "label": "… short", "language": "Reasonable care is owed."}
    limit = {"rung": "walk-away", "language": "No care is owed."}
    clause = {"id": "nda.care", "title": "Care", "position": [worded, limit]}
    on = Playbook.model_validate({"playbook": {"id": "nda", "name": "NDA"}, "clause": [clause]})

    def agreed(rung: str) -> list[str]:
        record = a_record([an_entry(SESSION, b.Agreed(rung=rung), "nda.care")], on)
        return [line.words for line in recap(told(record))]

    assert agreed("target") == ["Reasonable care is owed."]
    assert agreed("walk-away") == [""]


def test_what_was_agreed_and_then_refused_is_open() -> None:
    assert lines((b.Agreed(rung="target"), PINNING), (b.Refused(), PINNING)) == [
        Line("open", PINNING, "Version pinning", "", "", "", "")
    ]


def test_agreed_points_stand_under_their_area() -> None:
    agreed = b.Agreed(rung="target")
    document = text((agreed, AVAILABILITY), (agreed, RETENTION), (agreed, TRAINING))
    data, sla = document.index("\n### Data\n"), document.index("\n### SLA\n")
    assert data < document.index("No training on our content") < sla
    assert data < document.index("Retention of prompts") < sla < document.index("Availability")


def test_what_was_promised_is_in_their_words() -> None:
    document = text((b.Promised(words="a date"), PINNING), (b.Promised(words="a call"), None))
    assert "## You said that you will\n\n- **Version pinning**: “a date”\n- “a call”\n" in document


def test_a_promise_that_we_sign_without_is_not_asked_for() -> None:
    made = an_entry(SESSION, b.Promised(words="a visit"), None)
    papered = an_entry(SESSION, b.Papered(document="DPA", promise=made.id), None)
    waived = an_entry(SESSION, b.Waived(words="nice to have", promise=made.id), None)

    def promised(*entries: Entry) -> list[str]:
        return [each.words for each in told(a_record(entries)).promised]

    assert promised(made, papered) == ["a visit"]
    assert promised(made, waived) == []


def test_what_is_papered_says_where() -> None:
    words = clause().ladder["target"].say
    made = an_entry(SESSION, b.Promised(words="a date"), PINNING)
    entries = [
        made,
        an_entry(SESSION, b.Agreed(rung="target"), PINNING),
        an_entry(SESSION, b.Papered(document="Order form", section="3.1"), PINNING),
        an_entry(SESSION, b.Papered(document="SLA", promise=made.id), PINNING),
    ]
    shared = told(a_record(entries))
    assert [(line.words, line.stands) for line in recap(shared)] == [
        (words, "Order form, 3.1"),
        ("a date", "SLA"),
    ]
    document = markdown(recap_document(shared))
    assert f"- **Version pinning**: {words} (Order form, 3.1)\n" in document
    assert "- **Version pinning**: “a date” (SLA)\n" in document
    (issue,) = issues(shared)
    assert issue.home == "Order form, 3.1"
    ours = [each.home for each in our_issues(a_record(entries)) if each.clause == PINNING]
    assert ours == ["Order form, 3.1"]


def test_what_was_put_off_has_an_owner_and_a_date() -> None:
    put_off = (b.Deferred(owner="Bo", due=date(2026, 12, 1), words="she sighed"), RETENTION)
    assert lines(put_off) == [
        Line("put off", RETENTION, "Retention of prompts", "", "Bo", "01 Dec 2026", "")
    ]
    assert "- **Retention of prompts**: Bo, by 01 Dec 2026\n" in text(put_off)
    assert "sighed" not in text(put_off)


def test_next_steps_are_the_tasks_that_both_sides_know_of() -> None:
    due = date(2026, 12, 1)
    document = text(
        (b.Task(words="send the form", owner="Dana", due=due, told=True), TRAINING),
        (b.Task(words="send our wording", told=True), None),
        (b.Task(words="ask Ana whether nine months is safe"), PINNING),
    )
    assert (
        "## Next steps\n\n- **Dana, by 01 Dec 2026**: send the form\n- send our wording\n"
    ) in document
    assert "Ana" not in document


@pytest.mark.parametrize(
    "body",
    [b.Heard(words="never"), b.Raised(), b.Refused(final=True), b.Offered(rung="target")],
    ids=lambda body: str(body.kind),
)
def test_an_open_point_is_named_and_no_more(body: AnyBody) -> None:
    assert lines((body, TRAINING)) == [
        Line("open", TRAINING, "No training on our content", "", "", "", "")
    ]
    assert "## Still open\n\n- **No training on our content**\n" in text((body, TRAINING))


@given(private_histories)
def test_every_point_of_the_deal_is_in_it_once(history: list[Entry]) -> None:
    record = a_record(history, marked_playbook())
    found = recap(told(record))
    named = [line.clause for line in found if line.part in {"agreed", "put off", "open"}]
    assert len(named) == len(set(named))
    agreed = {about for about, each in record.state.clauses.items() if each.standing.agreed}
    if record.profile.hosting == "saas":
        stand = {line.clause for line in found if line.part == "agreed"}
        assert stand == agreed & playbook().clauses.keys()
    promised = [
        promise.words
        for promise in ledger(live(record.state.log))
        if promise.state is not PromiseState.WAIVED
    ]
    assert [line.words for line in found if line.part == "promised"] == promised
    document = markdown(recap_document(told(record)))
    assert sum(line.startswith("- ") for line in document.splitlines()) == len(found)
