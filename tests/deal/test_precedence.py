"""The order of precedence, and which paper may not hold because of it."""

from __future__ import annotations

from uuid import UUID

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.precedence import Paper, overridden, read_order, read_papers
from negotiator.deal.promise import ledger
from negotiator.deal.standing import fold
from tests.deal.test_promise import PROMISE, entries
from tests.samples import PINNING, clause

ORDER = ("Order form", "DPA", "MSA")
UNRANKED = "E-mail is not in the order of precedence: all that are override it"


def later(body: AnyBody, clause_id: str) -> Entry:
    """An entry that comes after all others."""
    (entry,) = entries(body, clause=clause_id)
    return entry.model_copy(update={"id": UUID(int=5000)})


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("order form > DPA > MSA", ("order form", "DPA", "MSA")),
        ("Order  form,DPA;MSA\nSOW", ("Order form", "DPA", "MSA", "SOW")),
        ("DPA > dpa > MSA", ("DPA", "MSA")),
        (" > ", ()),
        ("", ()),
    ],
)
def test_an_order_is_typed_in_one_line(text: str, order: tuple[str, ...]) -> None:
    assert read_order(text) == order


@pytest.mark.parametrize(
    ("document", "others", "home", "doubt"),
    [
        ("DPA", (), "", ""),
        ("DPA", ("MSA", "DPA"), "", ""),
        ("DPA", ("Order form", "MSA"), "", "Order form overrides DPA and papers the same clause"),
        ("dpa", ("order FORM",), "", "order FORM overrides dpa and papers the same clause"),
        ("MSA", ("DPA", "Order form"), "", "Order form overrides MSA and papers the same clause"),
        ("DPA", (), "DPA", ""),
        ("DPA", (), "MSA", ""),
        ("MSA", (), "DPA", "DPA, where it belongs, overrides MSA"),
        ("E-mail", (), "", UNRANKED),
        ("E-mail", (), "Website", UNRANKED),
        ("E-mail", ("DPA",), "", "DPA overrides E-mail and papers the same clause"),
    ],
)  # fmt: skip
def test_the_higher_document_wins(
    document: str, others: tuple[str, ...], home: str, doubt: str
) -> None:
    assert overridden(ORDER, document, others, home) == doubt


def test_nothing_is_said_while_no_order_is_on_record() -> None:
    assert overridden((), "E-mail", ("Order form",), "DPA") == ""


def test_the_last_order_counts() -> None:
    papers = read_papers(
        entries(b.Precedence(documents=("MSA",)), b.Precedence(documents=ORDER), clause=None)
    )
    assert papers.order == ORDER


def test_what_stands_where() -> None:
    papers = read_papers(
        entries(
            b.Promised(words="a contact"),
            b.Papered(document="MSA", section="4"),
            b.Papered(document="msa", promise=PROMISE),
            b.Papered(document="DPA"),
        )
    )
    assert papers.places == {
        "sla.support": (Paper("MSA", "4"), Paper("msa", "", PROMISE), Paper("DPA", ""))
    }
    assert papers.documents == ("MSA", "DPA")
    assert [str(paper) for paper in papers.places["sla.support"]] == ["MSA, 4", "msa", "DPA"]


def test_a_clause_papered_below_its_home_is_in_doubt() -> None:
    history = entries(
        b.Precedence(documents=ORDER), b.Papered(document="MSA", section="9"), clause=PINNING
    )
    now = fold(history).clause(PINNING)
    assert (
        read_papers(history).doubt(clause(PINNING), now).startswith("Order form, where it belongs")
    )
    moved = [*history, later(b.Papered(document="Order form", section="3"), PINNING)]
    assert read_papers(moved).doubt(clause(PINNING), fold(moved).clause(PINNING)) == ""


def test_a_clause_that_is_only_agreed_is_in_doubt_whatever_the_order() -> None:
    history = entries(b.Agreed(rung="target"), clause=PINNING)
    doubt = read_papers(history).doubt(clause(PINNING), fold(history).clause(PINNING))
    assert doubt == "agreed in principle, in no document"


def test_a_promise_yields_to_what_a_higher_document_says_of_its_clause() -> None:
    history = entries(
        b.Promised(words="a contact"),
        b.Papered(document="DPA", promise=PROMISE),
        b.Precedence(documents=ORDER),
    )
    (promise,) = ledger(history)
    assert read_papers(history).doubt_of(promise, None) == ""
    clause_too = [*history, later(b.Papered(document="Order form"), "sla.support")]
    doubt = read_papers(clause_too).doubt_of(promise, None)
    assert doubt == "Order form overrides DPA and papers the same clause"


def test_a_promise_about_no_clause_yields_to_no_other_such_promise() -> None:
    history = entries(
        b.Promised(words="a roadmap session"),
        b.Papered(document="MSA", promise=PROMISE),
        b.Promised(words="a visit"),
        b.Papered(document="DPA", promise=UUID(int=1003)),
        b.Precedence(documents=ORDER),
        clause=None,
    )
    papers = read_papers(history)
    assert [papers.doubt_of(promise, None) for promise in ledger(history)] == ["", ""]
