"""The desk: opening a workspace, beginning deals, writing documents."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest

from negotiator.desk import Desk, DeskError
from negotiator.desk.form import Answers
from negotiator.desk.workspace import Workspace
from tests.desk.conftest import Open, sit
from tests.samples import PINNING, TEXT, TITLE, VENDOR


def begin(desk: Desk, vendor: str = VENDOR, title: str = TITLE, **answers: str) -> str:
    return asyncio.run(desk.new_deal(vendor, title, answers))


# ── opening ──────────────────────────────────────────────────────────────────────────────────


def test_opening_makes_what_is_missing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "new")
    desk = Desk.open(workspace)
    assert desk.deals_now() == []
    desk.close()
    assert stat.S_IMODE(Path(workspace.database).stat().st_mode) == 0o600


def test_the_database_is_the_one_of_the_workspace_whatever_the_environment_says(
    workspace: Workspace, open_desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGOTIATOR_DATABASE", str(tmp_path / "real.sqlite"))
    begin(open_desk())
    assert Path(workspace.database).exists()
    assert not (tmp_path / "real.sqlite").exists()


def test_a_broken_playbook_is_told_and_the_deals_are_there(
    desk: Desk, open_desk: Open, workspace: Workspace
) -> None:
    deal = begin(desk)
    file = workspace.playbooks / "llm-vendor.toml"
    file.write_text(TEXT.replace("value = 18", "value = eighteen"))
    again = open_desk()
    with pytest.raises(DeskError, match=r"llm-vendor\.toml:\d+:\d+: ") as told:
        again.prepare()
    assert "playbook check llm-vendor" in told.value.remedy
    assert sit(again, deal).call.suggest("we roll every customer forward")
    with pytest.raises(DeskError, match="cannot be used"):
        begin(again)


def test_more_than_one_problem_is_counted(open_desk: Open, workspace: Workspace) -> None:
    text = TEXT.replace("value = 18", 'value = "x"').replace("value = 12", 'value = "y"')
    (workspace.playbooks / "llm-vendor.toml").write_text(text)
    assert open_desk().prepare().endswith("(and 1 more)")


def test_a_playbook_without_problems_is_prepared_in_silence(desk: Desk) -> None:
    assert desk.prepare() == ""
    assert desk.prepare() == ""


def test_a_database_that_is_none(open_desk: Open, workspace: Workspace) -> None:
    Path(workspace.database).write_bytes(b"a letter" * 1_000)
    with pytest.raises(DeskError, match="is not a database") as told:
        open_desk()
    assert told.value.remedy


# ── deals ────────────────────────────────────────────────────────────────────────────────────


def test_a_deal_is_begun_with_the_answers_of_the_form(desk: Desk) -> None:
    offered = desk.form(Answers()).labels
    picked = {name: choices[-1].value for name, choices in offered.items() if name != "playbook"}
    answers = desk.form(Answers(picked=picked)).answers
    deal = begin(desk, " Acme\nAI ", "API", **answers)
    call = sit(desk, deal).call
    assert call.deal.vendor == "Acme AI"
    assert call.deal.profile.model_dump(mode="json") == picked
    assert call.deal.playbook == "llm-vendor"


def test_the_first_answers_are_the_defaults(desk: Desk) -> None:
    deal = sit(desk, begin(desk)).call.deal
    facts = deal.profile.model_dump(mode="json")
    form = desk.form(Answers())
    assert form.answers == {**facts, "playbook": deal.playbook}
    for name, choices in form.labels.items():
        assert choices[0].value == form.answers[name]


@pytest.mark.parametrize(
    ("vendor", "title", "answers"),
    [
        ("", "API", {}),
        ("Acme", " \n ", {}),
        ("x" * 201, "API", {}),
        ("Acme", "API", {"risk_tier": "huge"}),
        ("Acme", "API", {"colour": "red"}),
        ("Acme", "API", {"playbook": "llm-vendr"}),
    ],
)
def test_a_deal_that_cannot_be_begun(
    desk: Desk, vendor: str, title: str, answers: dict[str, Any]
) -> None:
    with pytest.raises(DeskError) as told:
        begin(desk, vendor, title, **answers)
    assert told.value.remedy
    assert desk.deals_now() == []
    assert desk.form(Answers(playbook="llm-vendr")).counts == {}


def test_the_form_counts_what_the_answers_make(desk: Desk) -> None:
    usual = desk.form(Answers()).counts
    pilot = desk.form(Answers(picked={"risk_tier": "pilot", "hosting": "on-premise"})).counts
    assert usual["data"] == {"must-have": 2, "should-have": 1}
    assert pilot["data"] == {"must-have": 1, "should-have": 1}
    assert usual["model"] == {"must-have": 1}
    assert pilot["model"] == {"nice-to-have": 1}


def test_a_deal_keeps_the_playbook_it_was_begun_with(
    desk: Desk, open_desk: Open, workspace: Workspace
) -> None:
    old = begin(desk)
    file = workspace.playbooks / "llm-vendor.toml"
    file.write_text(TEXT.replace('title = "Version pinning"', 'title = "The pin"'))
    again = open_desk()
    new = begin(again, "Bright")
    assert sit(again, old).call.card(PINNING).title == "Version pinning"
    assert sit(again, new).call.card(PINNING).title == "The pin"


def test_an_unknown_deal(desk: Desk) -> None:
    begin(desk)
    with pytest.raises(DeskError, match="There is no deal 'nobody'") as told:
        sit(desk, "nobody")
    assert "Acme AI" in told.value.remedy


def test_the_same_without_holding_an_event_loop(desk: Desk) -> None:
    async def sitting() -> list[str]:
        deal = await desk.new_deal(VENDOR, TITLE, {})
        call = await desk.begin(deal, lambda _: None)
        with pytest.raises(DeskError):
            await desk.begin("nobody", lambda _: None)
        return [call.deal.vendor, *(row.vendor for row in await desk.deals())]

    assert asyncio.run(sitting()) == [VENDOR, VENDOR]


def test_a_deal_without_must_haves_is_not_papered(desk: Desk, workspace: Workspace) -> None:
    lines = [line for line in TEXT.splitlines() if not line.startswith("priority")]
    plain = "\n".join(lines).replace('id = "llm-vendor"', 'id = "plain"')
    (workspace.playbooks / "plain.toml").write_text(plain)
    call = sit(desk, begin(desk, playbook="plain")).call
    call.note(None, "hello")
    call.save_now()
    assert [row.stage for row in desk.deals_now()] == ["negotiating"]
