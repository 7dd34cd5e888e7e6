"""The index of a playbook: what tells which clause."""

from __future__ import annotations

from negotiator.playbook.model import Playbook
from negotiator.suggest import build_index, suggest
from negotiator.suggest.index import Index, told
from negotiator.suggest.match import evidence
from negotiator.suggest.phrases import phrase_at
from negotiator.suggest.query import read
from negotiator.suggest.words import STOP_WORDS, stem
from tests.samples import PINNING, TRAINING, index, playbook


def small(*clauses: tuple[str, list[str]], **words: object) -> Index:
    """An index of clauses with nothing but phrases."""
    return build_index(
        Playbook.model_validate(
            {
                "playbook": {"id": "p", "name": "P"},
                "clause": [
                    {"id": name, "title": "T", "heard": heard, "position": [{"rung": "target"}]}
                    for name, heard in clauses
                ],
                "words": words,
            }
        )
    )


def test_every_phrase_is_in_it_with_what_it_belongs_to() -> None:
    built = index()
    kept = []
    for clause, phrases in zip(built.clauses, built.phrases, strict=True):
        for number in range(len(phrases.starts)):
            objection, text = phrase_at(clause, number)
            kept.append((clause.id, objection.id if objection else None, text))
    assert kept == [
        (clause.id, objection.id if objection else None, text)
        for clause, objection, text in playbook().phrases()
    ]


def test_a_rung_that_cannot_be_said_is_found_by_its_wording() -> None:
    wording = "Residuals retained in unaided memory may be used for any purpose."

    def features(**rung: str) -> set[str]:
        clause = {"id": "a.b", "title": "T", "position": [{"rung": "target", **rung}]}
        header = {"id": "p", "name": "P"}
        made = Playbook.model_validate({"playbook": header, "clause": [clause]})
        return set(build_index(made).words.names)

    assert stem("memory") in features(language=wording)
    assert stem("memory") not in features(say="Nothing from us leaves.", language=wording)


def test_what_tells_one_clause_is_more_telling_than_what_is_everywhere() -> None:
    words = index().words
    assert words.telling(stem("accelerators")) > words.telling(stem("customer"))
    assert all(weight > 0 for weight in words.weights)


def test_stop_words_are_never_looked_for_by_their_letters() -> None:
    vocabulary = index().letters.vocabulary
    assert not STOP_WORDS & set(vocabulary)
    assert list(vocabulary) == sorted(set(vocabulary))


def test_synonyms_stand_for_each_other() -> None:
    synonyms = index().synonyms
    assert stem("sunset") in synonyms[stem("retire"),]
    assert stem("retire") in synonyms[stem("sunset"),]
    lock_down = tuple(map(stem, told(["lock", "down"])))
    assert stem("pin") in synonyms[lock_down]
    assert set(lock_down) <= set(synonyms[stem("pin"),])
    assert stem("pin") not in synonyms[stem("pin"),]


def test_neighbours_that_often_stand_together_are_a_feature() -> None:
    fees = ["refund the unused fees", "unused fees come back", "what of unused fees"]
    built = small(("a.b", fees), ("c.d", ["fees"]))
    assert built.words.telling("unus fee") > 0
    assert built.words.telling("the unus") == 0


def test_small_talk_speaks_for_no_clause_and_against_all() -> None:
    said = [("a.b", ["how we price the tokens"]), ("c.d", ["what we store"])]
    without, knowing = small(*said), small(*said, small_talk=["how was the weekend"])
    talk = "how was the weekend "
    for text, less in ((talk, True), ("we price the tokens ", False)):
        before, after = (evidence(built, read(built, text)) for built in (without, knowing))
        assert (max(after) < max(before)) is less


def test_a_playbook_of_one_clause_answers() -> None:
    (found,) = suggest(small(("a.b", ["we never refund prepaid fees"])), "no refund of fees")
    assert found.clause == "a.b"


def test_a_playbook_without_phrases_or_clauses_answers_nothing() -> None:
    assert suggest(small(("a.b", [])), "we never refund") == []
    assert suggest(small(), "we never refund") == []


def test_phrases_of_nothing_but_stop_words_speak_for_themselves_alone() -> None:
    built = small(("a.b", ["we can do that", "..."]), ("c.d", ["refund the fees"]))
    assert [found.clause for found in suggest(built, "refund the fees")] == ["c.d"]
    assert [found.clause for found in suggest(built, "we can do that")] == ["a.b"]
    assert suggest(built, "that we can do") == []


def test_odd_words_lists_do_no_harm() -> None:
    built = small(
        ("a.b", ["refund the fees"]),
        abbreviations={"R": "refund", "nil": "..."},
        synonyms=[["refund"], ["the", "a"], [], ["refund", "refund"], ["money back", "refund"]],
    )
    assert suggest(built, "r the fees")[0].clause == "a.b"
    assert stem("refund") in read(built, "my money back please").features
    assert suggest(built, "nil") == []


def test_the_same_playbook_gives_the_same_index() -> None:
    again = build_index(Playbook.model_validate(playbook().model_dump()))
    for name in ("clauses", "numbers", "phrases", "words", "letters", "synonyms"):
        assert getattr(again, name) == getattr(index(), name)
    assert again.clauses[0].id == PINNING
    assert again.clauses[1].id == TRAINING
