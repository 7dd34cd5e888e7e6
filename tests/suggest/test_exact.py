"""What the playbook says word for word: found, however little it tells."""

from __future__ import annotations

from negotiator.playbook.model import Playbook
from negotiator.suggest import Context, build_index, suggest
from negotiator.suggest.exact import exact_of
from negotiator.suggest.frozen import freeze, thaw
from tests.samples import PINNING, playbook


def with_phrase(phrase: str) -> Playbook:
    """The sample with one more phrase of version pinning."""
    clauses = [
        clause.model_copy(update={"heard": (*clause.heard, phrase)})
        if clause.id == PINNING
        else clause
        for clause in playbook().clause
    ]
    return playbook().model_copy(update={"clause": tuple(clauses)})


def test_a_phrase_is_found_by_its_words_in_their_order() -> None:
    exact = exact_of([(0, ["a", "b"]), (2, ["b", "a"]), (2, ["c"]), (3, []), (3, ["a", "b"])])
    assert exact.find(["a", "b"]) == (0, 0)
    assert exact.find(["b", "a"]) == (2, 0)
    assert exact.find(["c"]) == (2, 1)
    for words in ([], ["a"], ["a", "b", "c"], ["ab"]):
        assert exact.find(words) is None


def test_a_phrase_of_nothing_but_stop_words_is_found_however_it_is_typed() -> None:
    index = build_index(with_phrase("We could do that, so what?"))
    for typed in ("we could do that so what", "WE COULD DO THAT — SO WHAT"):
        (first, *_) = suggest(index, typed)
        assert (first.clause, first.phrase) == (PINNING, "We could do that, so what?")
        assert first.score >= 0.9
    assert suggest(index, "so what could we do") == []


def test_it_is_found_in_an_index_that_was_kept() -> None:
    taught = with_phrase("we could do that, so what?")
    index = thaw(freeze(build_index(taught)), taught)
    assert index is not None
    assert suggest(index, "we could do that, so what?")[0].clause == PINNING


def test_it_is_not_found_where_its_clause_does_not_apply() -> None:
    index = build_index(with_phrase("we could do that, so what?"))
    others = {clause.id for clause in playbook().clause} - {PINNING}
    found = suggest(index, "we could do that, so what?", context=Context(applicable=others))
    assert PINNING not in {each.clause for each in found}
