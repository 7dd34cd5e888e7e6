"""Which statements a maintainer is shown, and under which number."""

from __future__ import annotations

from negotiator.deal.body import Heard, Match, Note
from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.desk.inbox import statements
from tests.store.samples import a_deal, a_session, an_entry

ACME, CORVID = a_deal(), a_deal("Corvid Data")
CORRECTED = Match(objection="one-fleet", corrected=True)
SURE = Match(objection="one-fleet", score=0.9)


def said(words: str, clause: str | None = None, match: Match | None = None) -> Entry:
    return an_entry(a_session(ACME), Heard(words=words, match=match), clause)


def heard(*entries: Entry, deal: Deal = ACME) -> list[tuple[Deal, Entry]]:
    return [(deal, entry) for entry in entries]


def test_what_matched_nothing_or_was_corrected() -> None:
    found = statements(
        heard(
            said("we know that one", "a.b", SURE),
            said("never heard of it"),
            said("no, this is about pins", "a.b", CORRECTED),
            said("filed by hand", "a.b", Match(corrected=True)),
            said("just filed", "a.b"),
            an_entry(a_session(ACME), Note(words="a note"), None),
        )
    )
    assert [(each.words, each.clause, each.objection) for each in found] == [
        ("never heard of it", "", ""),
        ("no, this is about pins", "a.b", "one-fleet"),
        ("filed by hand", "a.b", ""),
    ]


def test_the_same_words_are_one_statement() -> None:
    first, second, third = said("No pins, ever!"), said("no pins ever"), said("no pins ever", "a.b")
    found = statements([*heard(first), *heard(second, deal=CORVID), *heard(third)])
    assert [each.words for each in found] == ["No pins, ever!"]
    assert found[0].entries == (str(first.id), str(second.id))
    assert found[0].vendors == ("Acme AI", "Corvid Data")


def test_words_filed_under_two_clauses_are_two() -> None:
    found = statements(heard(said("x", "a.b", CORRECTED), said("x", "a.c", CORRECTED), said("x")))
    assert [(each.number, each.clause) for each in found] == [(1, "a.b"), (2, "a.c"), (3, "")]


def test_what_says_nothing_is_no_statement() -> None:
    assert statements(heard(said("…"), said("  "), said("?!"))) == []


def test_it_is_one_line() -> None:
    (found,) = statements(heard(said("two\nlines \x1b[31m")))
    assert found.words == "two lines \\x1b[31m"
