"""A workspace in which every word of ours that nobody said aloud carries a mark, to see it leak."""

from __future__ import annotations

import asyncio
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from tests.samples import PINNING, RETENTION, TEXT, TRAINING
from tests.tui.support import a_workspace, add_deal, negotiate

MARK = "⁂"
"""One cell wide and on every word, so that no line end can hide it."""
APPROVER = "zqcounsel"
OTHERS = ("Brightwater", "Corvid")
BREACH, RESIDENCY = "security.breach-notice", "data.residency"

_OURS = {"say", "language", "question", "name", "statement", "label", "why", "behind_it", "heard"}
_OURS |= {"evidence", "weak", "internal_notes", "document", "section"}
_OFFERED = {(PINNING, "target"), (PINNING, "fallback-1"), (TRAINING, "target")}
"""What is put on the table in the call: only its words are said."""


def ours(words: str) -> str:
    """Words of ours, each with its mark."""
    return " ".join(MARK + word for word in words.split())


def marked_text() -> str:
    """The sample playbook with marks."""
    playbook = tomllib.loads(TEXT.replace('"counsel"', f'"{APPROVER}"'))
    for clause in playbook["clause"]:
        fallbacks = 0
        for position in clause["position"]:
            fallbacks += position["rung"] == "fallback"
            rung = f"fallback-{fallbacks}" if position["rung"] == "fallback" else position["rung"]
            say = position.get("say")
            if "when" in position:
                position["when"] = ours(position["when"])
            _mark(position)
            if (clause["id"], rung) in _OFFERED:
                position["say"] = say
        for name in ("home", "market", "metric"):
            _mark(clause.get(name, {}))
        for objection in clause.get("objection", ()):
            _mark(objection)
            for counter in objection["counter"]:
                _mark(counter)
        _mark(clause)
    for each in (*playbook["approver"], *playbook["floor"]):
        _mark(each)
    for give in playbook["give"]:
        give["title"] = ours(give["title"])
    playbook["playbook"]["name"] = ours("Sample")
    return tomli_w.dumps(playbook)


def _mark(table: dict[str, Any]) -> None:
    for key in _OURS & table.keys():
        value = table[key]
        table[key] = [ours(text) for text in value] if isinstance(value, list) else ours(value)


def marked_workspace(folder: Path) -> Workspace:
    """A rich deal with Acme, and deals with others."""
    workspace = a_workspace(folder, marked_text())
    asyncio.run(add_deal(workspace))
    negotiate(workspace, _call)
    for vendor in OTHERS:
        asyncio.run(add_deal(workspace, f"{vendor} Data", "Support assistant"))
    return workspace


def _call(call: Call) -> None:
    """Everything that can happen, once."""
    words = "we roll every customer forward"
    call.hear(words, call.suggest(words)[0])
    call.counter(PINNING)
    call.offer(PINNING, "target")
    call.offer(PINNING, "fallback-1", got=ours("a named contact"))
    call.landed(PINNING, landed=False)
    call.hear_about("nine months is what we can do", PINNING)
    call.agree(TRAINING, "target")
    call.read_back(TRAINING)
    call.hear_about("we keep prompts 30 days", RETENTION)
    call.defer(RETENTION, "your legal", date(2026, 12, 4))
    call.escalate(BREACH, APPROVER)
    call.note(BREACH, ours("they are bluffing"))
    call.task(BREACH, ours("ask the board"), ours("ana"))
    call.waive(RESIDENCY, ours("we can live without"), ours("the board"))
    call.trade(PINNING, ours("a longer term"), ours("the log"))
    call.refuse("liability.caps", ours("they walk"))
    call.refuse("liability.caps")
    call.promise(TRAINING, "we will send the form")
    call.hear("an office in Lisbon")
