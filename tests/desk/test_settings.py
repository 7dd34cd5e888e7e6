"""The settings of a workspace: who sits there, and what is wrong with the file where it is."""

from __future__ import annotations

import asyncio
import stat

import pytest

from negotiator.desk import Desk
from negotiator.desk.settings import (
    Me,
    Settings,
    read_settings,
    unknown_approvers,
    write_settings,
)
from negotiator.desk.workspace import Workspace
from negotiator.playbook.model import Owner
from tests.desk.conftest import Open, sit
from tests.samples import PINNING, playbook

NORA = Me(name="Nora Lind", function=Owner.PROCUREMENT, decides_for=("counsel",))


def settle(workspace: Workspace, text: str) -> None:
    workspace.settings_file.write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold(workspace: Workspace) -> None:
    assert read_settings(workspace) == (Settings(), ())


def test_what_is_written_is_read(workspace: Workspace) -> None:
    assert write_settings(workspace, NORA)
    assert read_settings(workspace) == (Settings(me=NORA), ())
    assert stat.S_IMODE(workspace.settings_file.stat().st_mode) == 0o600


def test_a_new_file_says_how_and_changes_nothing(workspace: Workspace) -> None:
    assert write_settings(workspace)
    assert read_settings(workspace) == (Settings(), ())
    text = workspace.settings_file.read_text()
    for key in Me.model_fields:
        assert f"# {key} = " in text
    settle(workspace, text.replace("# name", "name").replace("# decides", "decides"))
    settings, problems = read_settings(workspace)
    assert problems == ()
    assert (settings.me.name, settings.me.decides_for) == ("Ana Example", ("procurement-lead",))


def test_what_is_there_stays(workspace: Workspace) -> None:
    settle(workspace, "# mine\n")
    assert not write_settings(workspace, NORA)
    assert workspace.settings_file.read_text() == "# mine\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[me", "1:4: this is not TOML"),
        ('[me]\nnam = "x"\n', "2:1: `nam` is unknown; did you mean `name`?"),
        ('[you]\nname = "x"\n', "1:1: `you` is unknown"),
        ("me = 3\n", "1:6: `me` cannot be that; write [me]"),
        ("[me]\nname = 3\n", "2:8: `name` cannot be that; write a name"),
        (f"[me]\nname = '{'x' * 300}'\n", "2:8: `name` cannot be that"),
        ('[me]\nfunction = "sales"\n', "2:12: `function` cannot be that; write legal, security"),
        ('[me]\ndecides_for = "cfo"\n', "2:15: `decides_for` cannot be that; write a list"),
        ('[me]\ndecides_for = ["The CFO"]\n', "2:16: `decides_for` cannot be that"),
        ("\x00", "NUL"),
    ],
)
def test_a_broken_file_is_told_and_the_defaults_hold(
    workspace: Workspace, text: str, complaint: str
) -> None:
    settle(workspace, text)
    settings, problems = read_settings(workspace)
    assert settings == Settings()
    assert complaint in problems[0].short
    assert problems[0].short.startswith("settings.toml:")


def test_every_problem_is_told(workspace: Workspace) -> None:
    settle(workspace, '[me]\nname = 3\nfunction = "sales"\nx = 1\n')
    _, problems = read_settings(workspace)
    assert [problem.line for problem in problems] == [2, 3, 4]


def test_a_folder_in_its_place(workspace: Workspace) -> None:
    workspace.settings_file.mkdir()
    settings, problems = read_settings(workspace)
    assert settings == Settings()
    assert "folder" in problems[0].what


def test_who_sits_there_is_the_author_and_decides(open_desk: Open, workspace: Workspace) -> None:
    write_settings(workspace, NORA)
    desk = open_desk()
    call = sit(desk, asyncio.run(desk.new_deal("Acme", "API", {}))).call
    call.offer(PINNING, "fallback-1", free=True)
    assert call.offer(PINNING, "fallback-2") == ""
    assert {entry.author for entry in call.state.log} == {call.session.author} == {"Nora Lind"}


def test_who_goes_on_with_a_session_is_the_author_of_what_they_record(
    open_desk: Open, workspace: Workspace, deal: str
) -> None:
    first = sit(open_desk(), deal).call
    first.raise_(PINNING)
    first.save_now()
    write_settings(workspace, NORA)
    second = sit(open_desk(), deal).call
    assert second.session.id == first.session.id
    second.raise_(PINNING)
    assert [entry.author for entry in second.state.log] == ["ana", "Nora Lind"]


def test_a_broken_file_stops_no_call(open_desk: Open, workspace: Workspace, deal: str) -> None:
    settle(workspace, "[me\n")
    desk = open_desk()
    assert desk.prepare() == f"{desk.settings_problems[0].short}. The defaults are used."
    call = sit(desk, deal).call
    call.raise_(PINNING)
    assert call.state.log[0].author == "ana"


def test_an_approver_that_the_playbook_lacks_is_told(desk: Desk, open_desk: Open) -> None:
    assert unknown_approvers(NORA, playbook()) == ""
    assert unknown_approvers(Me(decides_for=("legal",)), playbook()) == "", "a function may allow"
    told = unknown_approvers(Me(decides_for=("counsell",)), playbook())
    assert told.endswith("no approver counsell; did you mean counsel?")
    assert "it has counsel" in unknown_approvers(Me(decides_for=("zzzzz",)), playbook())
    write_settings(desk.workspace, Me(decides_for=("counsell",)))
    assert "counsell" in open_desk().prepare()
