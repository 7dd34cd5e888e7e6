"""The New-deal form: what is asked, what the answers mean, and which clauses weigh more by them."""

from __future__ import annotations

from functools import partial

import pytest

from negotiator.desk import DeskError
from negotiator.desk.form import Answers, checklist_for, form, usual
from negotiator.desk.form_views import FormView
from negotiator.playbook.model import Playbook
from tests.samples import PINNING, RETENTION, TRAINING, playbook

DECIDES = {
    "sourcing": [
        {"id": "core", "ask": "Ours?", "explain": "Why.", "yes": "data", "no": "speed"},
        {"id": "data", "ask": "Our data?", "yes": "build", "no": "partner"},
        {"id": "speed", "ask": "Soon?", "yes": "buy", "no": "invest"},
    ],
    "fact": [
        {"id": "sourcing.partner", "title": "alliance", "explain": "Built by both."},
        {"id": "layer.integrator", "title": "builder", "explain": "They wire it up."},
    ],
    "emphasis": [
        {
            "id": "partner",
            "title": "partner: retention",
            "source": "S4",
            "when": {"sourcing": ["partner"]},
            "raises": [RETENTION],
            "lowers": [TRAINING],
            "weight": {PINNING: 9},
        },
        {
            "id": "box",
            "title": "residency",
            "when": {"hosting": ["on-premise"]},
            "raises": ["data.residency"],  # which does not apply there
        },
    ],
}


def deciding(**header: object) -> Playbook:
    """The sample with a sourcing decision and emphases."""
    content = playbook().model_dump(mode="json") | DECIDES
    content["playbook"] |= header
    return Playbook.model_validate(content)


def filled(on: Playbook | None, answers: Answers) -> FormView:
    """The form with some answers."""
    return form("sample", on, ["sample", "other"], answers)


answered = partial(filled, deciding())


def test_the_decision_begins_where_the_usual_answers_lead() -> None:
    view = answered(Answers())
    assert [(question.id, question.yes) for question in view.questions] == [
        ("core", False),
        ("speed", True),
    ]
    assert view.sourcing.value == "buy"
    assert view.answers["sourcing"] == "buy"


def test_another_answer_leads_on_to_another_question() -> None:
    view = answered(Answers(said={"core": True}))
    assert [(question.ask, question.yes) for question in view.questions] == [
        ("Ours?", True),
        ("Our data?", False),
    ]
    assert view.questions[0].explain == "Why."
    assert view.answers["sourcing"] == "partner"
    assert view.sourcing.means == "Built by both."
    back = answered(Answers(said={"core": False, "data": True}))
    assert back.answers["sourcing"] == "buy"


def test_a_playbook_that_asks_nothing_lets_pick() -> None:
    view = filled(playbook(), Answers(picked={"sourcing": "invest"}))
    assert view.questions == ()
    assert view.answers["sourcing"] == "invest"
    assert [choice.value for choice in view.sourcing.choices] == [
        "buy",
        "build",
        "partner",
        "invest",
    ]


def test_a_decision_that_cannot_fall_lets_pick() -> None:
    content = deciding().model_dump(mode="json")
    content["sourcing"][2] |= {"yes": "rent", "no": "rent"}
    broken = Playbook.model_validate(content)
    view = filled(broken, Answers(picked={"sourcing": "invest"}, said={"core": False}))
    assert view.questions == ()
    assert view.answers["sourcing"] == "invest"


def test_answers_are_in_the_playbooks_words_where_it_has_any() -> None:
    fields = {
        field.name: field for field in answered(Answers(picked={"layer": "integrator"})).fields
    }
    labels = {choice.value: choice.label for choice in fields["layer"].choices}
    assert labels["integrator"] == "builder"
    assert labels["foundation-model"] == "foundation model"
    assert fields["layer"].means == "They wire it up."
    assert fields["hosting"].means == ""
    assert [choice.value for choice in fields["playbook"].choices] == ["sample", "other"]


def test_the_form_begins_with_what_the_playbook_says_its_deals_are() -> None:
    on = deciding(
        profile={"sourcing": "build", "risk_tier": "regulated", "hosting": "cloud", "x": "y"}
    )
    assert usual(on) == {"sourcing": "build", "risk_tier": "regulated"}
    view = filled(on, Answers())
    assert view.answers["risk_tier"] == "regulated"
    assert [question.yes for question in view.questions] == [True, True]
    assert filled(on, Answers(picked={"risk_tier": "pilot"})).answers["risk_tier"] == "pilot"


def test_a_playbook_is_described_in_its_first_sentence() -> None:
    on = deciding(description="For bought tools. Its mandate is long.")
    assert filled(on, Answers()).fields[0].means == "For bought tools."
    assert filled(deciding(description="For one"), Answers()).fields[0].means == "For one"


def test_it_says_which_clauses_weigh_more_and_why() -> None:
    assert answered(Answers()).reasons == ()
    view = answered(Answers(said={"core": True}))
    (reason,) = view.reasons
    assert (reason.title, reason.source) == ("partner: retention", "S4")
    assert set(reason.more) == {RETENTION, PINNING}
    assert reason.less == (TRAINING,)
    before = answered(Answers()).counts["data"]["must-have"]
    assert (
        view.counts["data"]["must-have"] == before - 1
    )  # training goes down, retention is one already


def test_an_emphasis_on_what_does_not_apply_is_not_told() -> None:
    assert answered(Answers(picked={"hosting": "on-premise"})).reasons == ()


def test_without_a_playbook_the_form_can_still_be_filled_in() -> None:
    view = filled(None, Answers(picked={"sourcing": "partner", "risk_tier": "pilot"}))
    assert (view.counts, view.reasons, view.questions) == ({}, (), ())
    assert view.answers["sourcing"] == "partner"
    assert {choice.label for choice in view.sourcing.choices} == {
        "build",
        "buy",
        "partner",
        "invest",
    }


def test_the_checklist_of_a_profile() -> None:
    view = checklist_for(deciding(), {"sourcing": "partner", "risk_tier": "internal"})
    rows = {row.clause: row for row in view.clauses}
    assert view.profile["layer"] == "foundation-model"
    assert [reason.title for reason in view.reasons] == ["partner: retention"]
    assert rows[PINNING].weight == 9
    assert (rows[RETENTION].priority, rows[RETENTION].usually) == ("must-have", "should-have")


@pytest.mark.parametrize(
    ("facts", "told"),
    [({"mood": "good"}, "A profile has no mood."), ({"data": "few"}, "data is never few.")],
)
def test_a_profile_that_cannot_be(facts: dict[str, str], told: str) -> None:
    with pytest.raises(DeskError) as error:
        checklist_for(deciding(), facts)
    assert error.value.what == told
    assert "personal" in error.value.remedy or "risk_tier" in error.value.remedy
