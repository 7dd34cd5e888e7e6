"""What was filed otherwise than was suggested counts when much the same is said again."""

from __future__ import annotations

from negotiator.suggest import Context, Correction, Learned, Suggestion, suggest
from tests.samples import PINNING, RETENTION, TRAINING, index

FLYWHEEL = "the flywheel spins for every tenant"


def heard(
    text: str, *corrections: Correction, applicable: tuple[str, ...] | None = None
) -> list[Suggestion]:
    learned = Learned(index(), corrections)
    return suggest(index(), text, context=Context(learned=learned, applicable=applicable))


def test_words_that_no_playbook_has_are_found_where_they_were_filed() -> None:
    assert heard(FLYWHEEL) == []
    (best, *_) = heard(FLYWHEEL, Correction(FLYWHEEL, TRAINING))
    assert best.clause == TRAINING
    assert best.score > 0.9
    assert best.why.endswith(f"as you filed “{FLYWHEEL}”")


def test_other_words_of_the_same_meaning_are_near_enough() -> None:
    known = Correction(FLYWHEEL, TRAINING)
    assert heard("every tenant makes the flywheel spin", known)[0].clause == TRAINING
    assert heard("your tenant is hosted in frankfurt by our cloud provider", known) == heard(
        "your tenant is hosted in frankfurt by our cloud provider"
    )


def test_a_correction_stands_before_what_the_phrases_say() -> None:
    said = "old checkpoints are kept alive"
    assert heard(said)[0].clause == PINNING
    first, second, *_ = heard(said, Correction(said, RETENTION))
    assert (first.clause, first.taught) == (RETENTION, True)
    assert (second.clause, second.taught) == (PINNING, False)


def test_the_newest_of_several_corrections_holds() -> None:
    both = Correction(FLYWHEEL, TRAINING), Correction(FLYWHEEL, RETENTION)
    assert heard(FLYWHEEL, *both)[0].clause == RETENTION
    assert heard(FLYWHEEL, *reversed(both))[0].clause == TRAINING


def test_the_objection_it_was_filed_under_answers() -> None:
    objection = next(
        each for each in index().clauses[index().numbers[PINNING]].objection if each.counter
    )
    (best, *_) = heard(FLYWHEEL, Correction(FLYWHEEL, PINNING, objection.id))
    assert (best.objection, best.say) == (objection.id, objection.counter[0].say)


def test_what_the_playbook_no_longer_has_teaches_nothing() -> None:
    assert heard(FLYWHEEL, Correction(FLYWHEEL, "data.gone")) == []
    (best, *_) = heard(FLYWHEEL, Correction(FLYWHEEL, PINNING, "an-objection-that-is-gone"))
    assert (best.clause, best.objection) == (PINNING, None)
    assert heard("so, well, yes", Correction("so, well, yes", PINNING)) == []


def test_a_clause_that_does_not_apply_is_not_found() -> None:
    assert heard(FLYWHEEL, Correction(FLYWHEEL, TRAINING), applicable=(PINNING,)) == []
