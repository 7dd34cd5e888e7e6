"""Every screen, with the nastiest texts in all that it may show: nothing acts, nothing breaks."""

from __future__ import annotations

import asyncio
import json
import shutil
import tomllib
from pathlib import Path

import pytest
import tomli_w
from textual.worker import WorkerFailed

from negotiator.deal.body import Heard
from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from negotiator.tui.app import NegotiatorApp
from negotiator.tui.screens.help import HelpScreen
from negotiator.tui.screens.live import LiveScreen
from tests.hostile import CORPUS, obeyed
from tests.samples import PINNING, TEXT, TRAINING
from tests.tui.marked import MARK
from tests.tui.support import (
    Person,
    a_workspace,
    add_deal,
    begin,
    bodies,
    negotiate,
    opened,
    record,
)
from tests.tui.test_discreet import FURTHER, WALKS

ALL = " ".join(CORPUS.values()).encode(errors="replace").decode()
_TEXTS = {"say", "why", "question", "label", "behind_it", "title", "statement", "name"}


def poisoned(node: object, key: str = "") -> object:
    """A playbook's texts, each followed by the corpus as far as it fits."""
    if isinstance(node, dict):
        return {name: poisoned(value, name) for name, value in node.items()}
    if isinstance(node, list):
        return [poisoned(each, key) for each in node]
    most = {"label": 55, "title": 150, "name": 150}.get(key, 1_500)
    return f"{node} {ALL}"[:most] if key in _TEXTS and isinstance(node, str) else node


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = poisoned(tomllib.loads(TEXT))
    assert isinstance(document, dict)
    for clause in document["clause"]:
        if "metric" in clause:
            clause["metric"]["name"] = "pinned for"  # which has to be short
    text = tomli_w.dumps(document).replace("certified", f"{MARK}certified")
    folder = tmp_path_factory.mktemp("evil") / "workspace"
    workspace = a_workspace(folder, text)
    asyncio.run(add_deal(workspace, f"Acme {ALL}"[:150], f"API {ALL}"[:150]))

    def talk(call: Call) -> None:
        call.hear_about(ALL, PINNING)
        call.counter(PINNING)
        call.offer(PINNING, "target")
        call.note(PINNING, ALL)
        call.task(PINNING, ALL, ALL[:100])
        call.promise(TRAINING, ALL)
        call.trade(PINNING, ALL, ALL)

    negotiate(workspace, talk)
    asyncio.run(add_deal(workspace, f"Brightwater {ALL}"[:150], f"API {ALL}"[:150]))
    return folder


def harmless(person: Person) -> None:
    """Neither in the cells, nor in what they link to, nor in titles, notices and tooltips."""
    for row in person.app.screen._compositor.render_strips():
        for part in row:
            assert not obeyed(part.text), f"{obeyed(part.text)!r} in {part.text!r}"
            assert part.style is None or part.style.link is None
            meta = part.style.meta if part.style is not None else {}
            assert "quit" not in json.dumps(meta, default=str)
    assert not obeyed(person.app.title + person.app.sub_title)


@pytest.mark.parametrize("name", [*WALKS, *FURTHER])
async def test_nothing_on_any_screen_is_obeyed(evil: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "workspace"
    shutil.copytree(evil, folder)
    async with opened(Workspace(folder), (100, 40)) as person:
        await {**WALKS, **FURTHER}[name](person)
        await person.pilot.pause()
        harmless(person)
        assert person.app.is_running


@pytest.mark.parametrize("where", ["a key", "a worker", "a screen"])
async def test_an_error_nobody_thought_of_ends_calmly(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """What was filed is there; the report beside the sessions holds none of the words."""
    words = "zqxwords about the price"

    def fail(*_: object) -> None:
        raise RuntimeError(words)

    printed: list[str] = []

    def panic(app: NegotiatorApp, *texts: object) -> None:
        printed.extend(map(str, texts))
        app.exit()

    monkeypatch.setattr(NegotiatorApp, "panic", panic)
    with pytest.raises((RuntimeError, WorkerFailed)):  # noqa: PT012 - all of it is the program
        async with opened(workspace) as person:
            await begin(person)
            await person.paste(words)
            await person.press("enter")
            await person.saved()
            await person.press("escape")
            if where == "a key":
                monkeypatch.setattr(LiveScreen, "action_note", fail)
                await person.press("n")
            elif where == "a worker":
                person.app.run_worker(fail, thread=True)
            else:
                monkeypatch.setattr(HelpScreen, "compose", fail)
                await person.press("f1")
            await person.until(lambda: bool(printed), "nothing is said of it")
    (report,) = workspace.sessions.glob("crash-*.txt")
    assert "Start it again to go on" in printed[0]
    assert str(report) in printed[0]
    assert "zqxwords" not in printed[0] + report.read_text()
    (heard,) = bodies(record(workspace), Heard)
    assert heard.words == words
