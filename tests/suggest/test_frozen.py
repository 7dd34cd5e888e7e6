"""An index as bytes: what comes back answers as what was kept."""

from __future__ import annotations

import json

import pytest

from negotiator.playbook.model import Playbook
from negotiator.suggest import build_index, letters, suggest
from negotiator.suggest.frozen import freeze, thaw
from tests.samples import index, playbook


def test_a_thawed_index_is_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "_OFTEN", 20)
    index = build_index(playbook())
    assert index.letters.often
    again = thaw(freeze(index), playbook())
    assert again is not None
    for name in ("clauses", "numbers", "phrases", "words", "letters", "synonyms", "abbreviations"):
        assert getattr(again, name) == getattr(index, name)
    for text in ("we roll every customer forward", "60 days notice", "old chekpo", ""):
        assert suggest(again, text) == suggest(index, text)


def test_an_index_of_nothing() -> None:
    empty = Playbook.model_validate({"playbook": {"id": "p", "name": "P"}})
    again = thaw(freeze(build_index(empty)), empty)
    assert again is not None
    assert suggest(again, "we roll every customer forward") == []


def test_one_of_another_version_is_built_anew() -> None:
    head, _, rest = freeze(index()).partition(b"\n")
    older = json.dumps(json.loads(head) | {"format": 0}).encode() + b"\n" + rest
    assert thaw(older, playbook()) is None
