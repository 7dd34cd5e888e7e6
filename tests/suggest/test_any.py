"""Whatever is typed: an answer or silence, the same each time, soon, and never an error."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.deal.entry import Entry
from negotiator.deal.standing import fold
from negotiator.playbook.model import Playbook
from negotiator.suggest import Context, build_index, suggest
from tests.samples import index, playbook
from tests.strategies import histories

VOCABULARY = [
    *index().letters.vocabulary,
    *"the we 30 days 99.9 % 2x fees $500k three nines w/o".split(),
]
known = st.lists(st.sampled_from(VOCABULARY), max_size=15).map(" ".join)
typed = st.one_of(st.text(), st.text(st.characters()), known)
clauses = st.sampled_from([*playbook().clauses, "no.such"])
contexts = st.builds(
    Context,
    clause=st.none() | clauses,
    open_must_haves=st.frozensets(clauses, max_size=3),
    applicable=st.none() | st.frozensets(clauses, max_size=6),
)


@given(typed, contexts, histories(max_size=6), st.integers(1, 10))
def test_any_words_in_any_deal(
    text: str, context: Context, history: list[Entry], limit: int
) -> None:
    found = suggest(index(), text, context=context, state=fold(history), limit=limit)
    assert len(found) <= limit
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    for each in found:
        assert 0 < each.score <= 1
        assert each.say
        assert each.why
        assert context.applicable is None or each.clause in context.applicable
        assert each.next is None or each.next.rung != "walk-away"


@settings(max_examples=50)
@given(st.lists(typed, min_size=1, max_size=5))
def test_what_was_typed_before_changes_nothing(texts: list[str]) -> None:
    fresh = build_index(playbook())
    for text in texts:
        suggest(index(), text)
    assert suggest(index(), texts[-1]) == suggest(fresh, texts[-1])


def test_the_order_of_the_clauses_changes_no_score() -> None:
    turned = playbook().model_dump()
    turned["clause"] = turned["clause"][::-1]
    other = build_index(Playbook.model_validate(turned))
    for _, _, text in playbook().phrases():
        mine = {each.clause: each.score for each in suggest(index(), text)}
        theirs = {each.clause: each.score for each in suggest(other, text)}
        assert mine == pytest.approx(theirs)


@pytest.mark.parametrize(
    "word",
    [
        "x",
        "x ",
        "roll customers forward ",
        "checkpiont ",
        "one ",
        "9",
        "ab" * 500 + " ",
        "é ",
        "\0",
    ],
)
def test_ten_thousand_characters_are_soon_answered(word: str) -> None:
    text = (word * 10_000)[:10_000]
    began = time.perf_counter()
    suggest(index(), text)
    assert time.perf_counter() - began < 10  # not that of a pattern that runs away
