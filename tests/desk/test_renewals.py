"""From a signed contract over its reviews to the deal that renews it."""

from __future__ import annotations

from functools import partial

import pytest

from negotiator.deal.deal import SessionKind
from negotiator.desk import Desk, DeskError
from negotiator.desk.renewals import Brief, read_renewal
from tests.desk.conftest import Sitting, sit
from tests.samples import PINNING, TITLE


def agree(sitting: Sitting) -> None:
    sitting.call.agree(PINNING, "target")
    sitting.settled()


def test_a_review_is_one_session_and_finds_what_is_broken(
    desk: Desk, deal: str, sitting: Sitting
) -> None:
    agree(sitting)
    form = desk.ask_now(partial(desk.renewals.form, deal))
    assert [line.key for line in form.lines if line.number] == [PINNING]
    count = desk.ask_now(
        partial(desk.renewals.review, deal, {PINNING: "6 moved in May", "Succession": "the small"})
    )
    assert count == 2
    last = desk.ask_now(lambda store: store.sessions(store.find_deal(deal).id)[-1])
    assert (last.kind, last.ended is not None) == (SessionKind.REVIEW, True)
    found = read_renewal(desk, deal)
    assert [each.words for each in found.observations] == ["moved in May", "Succession: the small"]
    assert found.observations[0].breach == "18 months agreed, 6 seen: 12 months short"
    assert desk.ask_now(partial(desk.renewals.form, deal)).lines[0].seen == "6 ✗"


def test_what_is_no_number_is_said_and_nothing_recorded(
    desk: Desk, deal: str, sitting: Sitting
) -> None:
    agree(sitting)
    with pytest.raises(DeskError, match="does not begin with a number"):
        desk.ask_now(partial(desk.renewals.review, deal, {"Succession": "x", PINNING: "soon"}))
    assert desk.ask_now(partial(desk.renewals.review, deal, {PINNING: " "})) == 0
    assert read_renewal(desk, deal).observations == ()


def test_a_renewal_is_begun_once_and_follows(desk: Desk, deal: str, sitting: Sitting) -> None:
    agree(sitting)
    begun = desk.ask_now(partial(desk.renewals.start, deal))
    assert (str(begun.follows), begun.title) == (deal, f"{TITLE}, renewal")
    with pytest.raises(DeskError, match="is being renewed"):
        desk.ask_now(partial(desk.renewals.start, deal))
    found: Brief = read_renewal(desk, deal)
    assert found.renewal == begun.title
    assert [(each.clause, each.next) for each in found.beside] == [(PINNING, "not raised")]
    assert desk.ask_now(lambda store: store.state(begun.id).log) == ()


def test_by_any_name_a_renewal_is_begun_once_and_the_contract_is_briefed(
    desk: Desk, deal: str, sitting: Sitting
) -> None:
    agree(sitting)
    sitting.call.paper(PINNING, "MSA", "9")
    sitting.settled()
    begun = desk.ask_now(partial(desk.renewals.start, "acme"))
    for name in ("acme", deal, str(begun.id)):
        with pytest.raises(DeskError, match="is being renewed already") as raised:
            desk.ask_now(partial(desk.renewals.start, name))
        assert begun.title in raised.value.what
        assert read_renewal(desk, name).title == TITLE
        assert desk.ask_now(partial(desk.renewals.form, name)).title == TITLE
    desk.ask_now(partial(desk.renewals.observe, str(begun.id), PINNING, "moved", 6))
    assert [each.words for each in read_renewal(desk, deal).observations] == ["moved"]
    assert desk.ask_now(lambda store: store.state(begun.id).log) == ()
    assert desk.ask_now(lambda store: len(store.deals())) == 2


def test_a_renewal_that_was_signed_is_the_contract(desk: Desk, deal: str, sitting: Sitting) -> None:
    begun = desk.ask_now(partial(desk.renewals.start, "acme"))
    again = sit(desk, str(begun.id))
    again.call.paper(PINNING, "MSA", "9")
    again.settled()
    assert read_renewal(desk, "acme").title == begun.title
    third = desk.ask_now(partial(desk.renewals.start, "acme"))
    assert third.follows == begun.id


def test_the_playbook_since_is_told_by_meaning(desk: Desk, deal: str, sitting: Sitting) -> None:
    agree(sitting)
    assert read_renewal(desk, deal).changes == ()
    file = desk.workspace.playbooks / "llm-vendor.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value = 18", "value = 20"), encoding="utf-8")
    desk.__dict__.pop("library", None)
    assert any(f"{PINNING}/target" in change for change in read_renewal(desk, deal).changes)
