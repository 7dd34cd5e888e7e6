"""The ledger of a call: its verbs make entries, its view says what is loose or in doubt."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.deal.standing import live
from negotiator.desk import Call, DeskError
from negotiator.desk.promises import PromiseView
from tests.samples import PINNING, TRAINING


def made(
    call: Call, words: str = "we'll try a calendar, if you sign", clause: str | None = PINNING
) -> str:
    """The id of a promise just made."""
    return call.promises.make(clause, words).id


def row(call: Call, promise: str) -> PromiseView:
    (found,) = (each for each in call.promises.view().rows if each.id == promise)
    return found


def last(call: Call) -> b.AnyBody:
    return live(call.state.log)[-1].body


def test_a_promise_with_all_that_its_words_say(call: Call) -> None:
    view = row(call, made(call))
    assert (view.state, view.loose, view.clause) == ("oral", True, PINNING)
    assert view.hedges == ("we'll try",)
    assert [view.words[start:end] for start, end in view.spans] == ["we'll try"]
    assert view.condition == "if you sign"
    assert view.home == "Order form, Service description"
    assert not view.verbatim


def test_words_that_were_filed_are_verbatim(call: Call) -> None:
    call.hear_about("we send a calendar", PINNING)
    assert [choice.value for choice in call.promises.heard(PINNING)] == ["we send a calendar"]
    assert row(call, made(call, " we send a calendar ")).verbatim
    assert not row(call, made(call, "they send a calendar")).verbatim


def test_from_the_spoken_word_to_the_section(call: Call) -> None:
    promise = made(call)
    call.promises.read_back(promise)
    assert row(call, promise).state == "read back"
    call.promises.paper(promise, " Order form ", "3.4 \x1b[31m")
    view = row(call, promise)
    assert (view.state, view.loose) == ("papered", False)
    assert view.where == "Order form, 3.4 \\x1b[31m"
    assert call.card(PINNING).standing == "open", "the clause itself is on no paper by that"


def test_what_is_known_of_it_is_set_right(call: Call) -> None:
    promise = made(call)
    call.promises.hang_on(promise, "if we sign by Friday")
    assert row(call, promise).condition == "if we sign by Friday"
    assert call.promises.turn_verbatim(promise)
    assert row(call, promise).verbatim
    assert not call.promises.turn_verbatim(promise)


def test_signing_without_it_names_who_allowed_that(call: Call) -> None:
    promise = made(call)
    call.promises.waive(promise, "nice to have", "counsel")
    view = row(call, promise)
    assert (view.state, view.basis) == ("waived", "nice to have (allowed by The general counsel)")


@pytest.mark.parametrize(
    "verb",
    [
        lambda call, promise: call.promises.read_back(promise),
        lambda call, promise: call.promises.paper(promise, "DPA", ""),
        lambda call, promise: call.promises.waive(promise, "x", "y"),
        lambda call, promise: call.promises.hang_on(promise, ""),
        lambda call, promise: call.promises.turn_verbatim(promise),
    ],
)
def test_undo_takes_each_back_and_a_promise_that_is_gone_takes_none(call: Call, verb) -> None:  # type: ignore[no-untyped-def]
    promise = made(call)
    before = row(call, promise)
    verb(call, promise)
    assert row(call, promise) != before
    call.undo()
    assert row(call, promise) == before
    call.undo()
    assert call.promises.view().rows == ()
    with pytest.raises(DeskError, match="no such promise"):
        verb(call, promise)


def test_the_loose_ones_come_first_then_those_in_doubt(call: Call) -> None:
    call.promises.rank("order form > DPA > MSA")
    safe, doubtful, loose = (made(call, f"promise {number}", None) for number in "123")
    call.promises.paper(safe, "DPA", "1")
    call.promises.paper(doubtful, "E-mail", "")
    call.paper(TRAINING, "MSA", "9")
    view = call.promises.view()
    assert [each.id for each in view.rows] == [loose, doubtful, "", safe]
    assert (view.loose, view.doubtful, view.order) == (1, 2, "order form > DPA > MSA")
    clause = view.rows[2]
    assert (clause.clause, clause.where) == (TRAINING, "MSA, 9")
    assert clause.doubt == "DPA, where it belongs, overrides MSA"
    call.paper(TRAINING, "DPA", "2")
    assert call.promises.view().doubtful == 1


def test_the_order_is_one_entry_and_can_be_forgotten(call: Call) -> None:
    assert call.promises.view().rule == "not on record yet"
    assert set(call.promises.documents().split(" > ")) == {"Order form", "DPA"}
    assert call.promises.rank("DPA > \x1b[31m") == ("DPA", "\\x1b[31m")
    assert last(call) == b.Precedence(documents=("DPA", "\\x1b[31m"))
    call.promises.rank("")
    assert call.promises.view().order == ""
    with pytest.raises(DeskError, match="longer than 200"):
        call.promises.rank("x" * 201)
    assert last(call) == b.Precedence()


def test_the_wrap_up_lists_what_is_only_promised(call: Call) -> None:
    promise = made(call, "a calendar")
    assert [words for _, words in call.wrap_up().promised] == ["a calendar"]
    call.promises.paper(promise, "DPA", "")
    assert call.wrap_up().promised == ()
