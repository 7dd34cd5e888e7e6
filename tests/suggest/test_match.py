"""Which clause words are about: found when they say so, silent when they do not, with reasons."""

from __future__ import annotations

import pytest

from negotiator.suggest.match import Context, Hit, match
from tests.samples import PINNING, RETENTION, TRAINING, index, playbook

PRICE, BREACH, CAPS = "commercial.price", "security.breach-notice", "liability.caps"


def found(text: str, context: Context | None = None, limit: int = 5) -> list[Hit]:
    return match(index(), text, context or Context(), limit=limit)


@pytest.mark.parametrize(
    ("clause", "objection", "phrase"),
    [(c.id, o.id if o else None, phrase) for c, o, phrase in playbook().phrases()],
)
def test_a_phrase_finds_itself(clause: str, objection: str | None, phrase: str) -> None:
    best = found(phrase)[0]
    assert (best.clause, best.objection, best.phrase) == (clause, objection, phrase)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("cant kep old chekpoints alive", PINNING),  # letters left out
        ("can't keep odl checkpionts alive", PINNING),  # letters swapped
        ("liabilty is caped at the feees you payed", CAPS),
        ("old ckpts stay alive, whoever the cust is", PINNING),  # abbreviations
        ("OLD CHECKPOINTS!!! ALIVE???", PINNING),
        ("old checkpoint, kept alive", PINNING),  # inflections
        ("listed pricing rises in january", PRICE),
        ("deprecated old checkpoints, with little warning", PINNING),  # synonyms
        ("notification of confirmed incidents", BREACH),
        ("maintenance does not count as an outage", "sla.availability"),  # another order
        ("well, honestly, frozen weights on accelerators, you know, cost real money", PINNING),
    ],
)
def test_words_as_people_type_them(text: str, clause: str) -> None:
    assert found(text)[0].clause == clause


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "???",
        "a",
        "we can do that",
        "did you see the match last night",
        "happy birthday",
        "asdf qwer zxcv",
        "12345",
        "👍👍👍",
        "see you on thursday then",
    ],
)
def test_nothing_is_claimed_of_what_says_nothing(text: str) -> None:
    assert found(text) == []


def test_a_word_being_typed_is_completed() -> None:
    assert found("old checkp")[0].clause == PINNING
    assert found("breach noti")[0].clause == BREACH


def test_every_key_on_the_way_is_fine_and_the_end_is_right() -> None:
    words = "we can't keep old checkpoints alive"
    tops = [next(iter(found(words[:end])), None) for end in range(len(words) + 1)]
    claimed = [top.clause for top in tops if top]
    assert claimed[-1] == PINNING
    assert set(claimed[-10:]) == {PINNING}


def test_the_best_comes_first_and_no_more_than_asked_for() -> None:
    text = "breach notice late, liability capped at fees, list prices rise, prompts stored"
    hits = found(text)
    assert len(hits) > 2
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 1 for hit in hits)
    assert len({hit.clause for hit in hits}) == len(hits)
    assert [hit.clause for hit in found(text, limit=2)] == [hit.clause for hit in hits[:2]]


def test_saying_more_makes_surer() -> None:
    less, more = found("list prices")[0], found("list prices rise every january")[0]
    assert less.clause == more.clause == PRICE
    assert more.score > less.score


def test_the_clause_on_screen_settles_a_tie_and_no_more() -> None:
    both = "customer prompts are stored and improve systems"
    for on_screen in (TRAINING, RETENTION):
        hits = {hit.clause: hit for hit in found(both, Context(clause=on_screen))}
        plain = {hit.clause: hit for hit in found(both)}
        assert hits[on_screen].score > plain[on_screen].score
        assert hits[on_screen].prior
    plainly = found("list prices rise every january", Context(clause=TRAINING))
    assert plainly[0].clause == PRICE
    assert not plainly[0].prior


def test_an_open_must_have_weighs_a_little() -> None:
    both = "customer prompts are stored and improve systems"
    plain = {hit.clause: hit.score for hit in found(both)}
    for wanted in (TRAINING, RETENTION):
        hits = {hit.clause: hit for hit in found(both, Context(open_must_haves={wanted}))}
        assert hits[wanted].score > plain[wanted]
        assert hits[wanted].prior


def test_what_does_not_apply_to_the_deal_is_not_found() -> None:
    text = "list prices rise every january"
    assert found(text, Context(applicable={PRICE}))[0].clause == PRICE
    assert PRICE not in {hit.clause for hit in found(text, Context(applicable={TRAINING}))}
    assert found(text, Context(applicable=())) == []


def test_the_reasons_are_the_words_that_spoke_for_it() -> None:
    best = found("honestly we can't kepe old chekpoints alive, sorry")[0]
    assert best.clause == PINNING
    assert "old" in best.words
    assert "honestly" not in best.words
    assert len(best.words) <= 4
    assert best.phrase == "can't keep old checkpoints alive for one account"
    assert best.objection == "one-fleet"


def test_what_was_found_by_its_letters_alone_has_a_reason_too() -> None:
    hits = {hit.clause: hit for hit in found("breachnoticing, and old checkpoints alive")}
    assert hits[PINNING].phrase
    assert (hits[BREACH].phrase, hits[BREACH].words[0]) == ("", "breachnoticing")


def test_what_a_clause_hears_without_objecting_has_no_objection() -> None:
    best = found("we only offer the latest version")[0]
    assert (best.clause, best.objection) == (PINNING, None)


def test_what_was_first_a_key_ago_stays_until_something_else_is_clearly_nearer() -> None:
    def first(text: str, before: str | None) -> str | None:
        hits = found(text, Context(before=before))
        return hits[0].clause if hits else None

    said = "abuse, delay "
    assert [first(said, before) for before in (None, BREACH)] == [RETENTION, BREACH]
    assert first("old checkpoints kept alive", BREACH) == PINNING
    assert first("old checkpoints kept alive", "a.clause-that-is-gone") == PINNING
    assert first("see you on thursday then", PINNING) is None
