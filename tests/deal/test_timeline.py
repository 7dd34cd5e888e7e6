"""A session as it went, and each clause's way down its ladder."""

from __future__ import annotations

from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.path import Point, paths, rank
from negotiator.deal.standing import fold
from negotiator.deal.timeline import Turn, in_words, timeline
from tests.deal.test_standing import recorded
from tests.strategies import SESSION, histories


def turns(*bodies: b.AnyBody) -> list[str]:
    entries = recorded(*bodies)
    return [str(each.turn) for each in timeline(entries, entries[0].session)]


def test_a_step_below_the_target_is_a_concession_and_one_back_up_is_none() -> None:
    offers = [b.Offered(rung=rung) for rung in ("opening", "target", "fallback-1", "target")]
    assert turns(*offers, b.Offered(rung="fallback-2")) == ["", "", "conceded", "", "conceded"]
    assert turns(b.Offered(rung="fallback-1")) == ["conceded"], "even where nothing was before"


def test_a_gift_is_told_from_a_trade_and_what_answers_one() -> None:
    assert turns(b.Traded(give="a reference", free=True)) == ["free"]
    assert turns(b.Traded(give="a reference", get="a calendar"), b.Traded(get="x")) == ["", ""]


def test_what_was_taken_back_is_there_and_changed_nothing() -> None:
    (agreed,) = recorded(b.Agreed(rung="target"))
    moments = timeline([agreed, *recorded(b.Retracted(entry=agreed.id))], agreed.session)
    assert [(each.gone, str(each.turn)) for each in moments] == [(True, ""), (False, "")]


@given(histories())
def test_after_its_last_entry_the_deal_stands_as_ever(entries: list[Entry]) -> None:
    moments = timeline(entries, SESSION)
    mine = {entry.id for entry in entries if entry.session == SESSION}
    assert {each.entry.id for each in moments} == mine
    if moments and entries[-1].session == SESSION:
        assert moments[-1].state == fold(entries)._replace(log=(), ids=frozenset())
    for each in moments:
        assert isinstance(each.turn, Turn)
        assert isinstance(in_words(each.entry.body), str)


def test_a_path_is_what_was_offered_and_agreed_in_order() -> None:
    entries = recorded(b.Offered(rung="target"), b.Refused(), b.Agreed(rung="fallback-1"))
    (points,) = paths(entries).values()
    assert points == (
        Point("target", entries[0].at, agreed=False),
        Point("fallback-1", entries[2].at, agreed=True),
    )


def test_rungs_have_their_places_on_any_ladder() -> None:
    order = ["opening", "target", "fallback-1", "fallback-2", "fallback-11", "what?", "walk-away"]
    assert sorted(order, key=rank) == order
