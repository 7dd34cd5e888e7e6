"""One door to every report."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from negotiator.deal import body as b
from negotiator.deal.standing import fold
from negotiator.report import FORMS, KINDS, render
from tests.samples import PINNING, playbook
from tests.store.samples import a_deal, a_session, an_entry

AT = datetime(2026, 11, 21, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))
DEAL = a_deal('Acme "AI" é', "API")
STATE = fold([an_entry(a_session(DEAL), b.Raised(), PINNING)])


@pytest.mark.parametrize("kind", KINDS)
def test_as_json(kind: str) -> None:
    text = render(kind, "json", DEAL, playbook(), STATE, AT)
    assert text.endswith("}\n")
    assert "é" in text
    document = json.loads(text)
    assert list(document)[:3] == ["vendor", "title", "at"]
    assert document["vendor"] == 'Acme "AI" é'
    assert document["at"] == "2026-11-21T10:00:00+01:00"


@pytest.mark.parametrize("kind", KINDS)
def test_as_markdown(kind: str) -> None:
    text = render(kind, "md", DEAL, playbook(), STATE, AT)
    assert text.startswith("# ")
    assert "21 November 2026" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_only_the_issues_list_has_an_internal_form() -> None:
    for form in FORMS:
        plain = render("recap", form, DEAL, playbook(), STATE, AT)
        assert render("recap", form, DEAL, playbook(), STATE, AT, internal=True) == plain
        theirs = render("issues", form, DEAL, playbook(), STATE, AT)
        ours = render("issues", form, DEAL, playbook(), STATE, AT, internal=True)
        assert "under half a year" in ours
        assert "under half a year" not in theirs


@pytest.mark.parametrize(("kind", "form"), [("memo", "md"), ("recap", "pdf"), ("", "")])
def test_what_there_is_not(kind: str, form: str) -> None:
    with pytest.raises(ValueError, match="no report"):
        render(kind, form, DEAL, playbook(), STATE, AT)
