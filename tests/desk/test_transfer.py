"""A deal as a file: two records of it become one, whichever is merged into which."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from negotiator.deal.standing import DealState
from negotiator.desk import Desk, DeskError
from negotiator.desk.redact import redacted
from negotiator.desk.transfer import DealFile, Taken, dumped, export_deal, import_deal, read_file
from tests.desk.conftest import Clock, sit
from tests.samples import PINNING, RETENTION, TRAINING, VENDOR, a_workspace

Other = Callable[[str], Desk]


@pytest.fixture
def elsewhere(tmp_path: Path, clock: Clock) -> Iterator[Other]:
    """Opens the desk of somebody else, in a workspace of their own."""
    with ExitStack() as desks:

        def opened(name: str) -> Desk:
            desk = Desk.open(a_workspace(tmp_path / name), clock)
            desks.callback(desk.close)
            return desk

        yield opened


def exported(desk: Desk, deal: str) -> DealFile:
    return desk.ask_now(partial(export_deal, deal=deal, at=desk.clock()))


def imported(desk: Desk, file: DealFile) -> Taken:
    return desk.ask_now(partial(import_deal, file=file))


def state(desk: Desk, deal: str) -> DealState:
    return desk.begin_now(deal, lambda _: None).state


def said(desk: Desk, deal: str, clause: str, words: str) -> None:
    sitting = sit(desk, deal)
    sitting.call.hear_about(words, clause)
    sitting.settled()
    sitting.call.finish()


@pytest.fixture
def shared(desk: Desk, deal: str, elsewhere: Other) -> Desk:
    """Another desk with the same deal, as it was when it was handed over."""
    said(desk, deal, TRAINING, "we never train")
    other = elsewhere("theirs")
    taken = imported(other, exported(desk, deal))
    assert (taken.new, taken.entries, taken.sessions, taken.known) == (True, 1, 1, 0)
    return other


def test_everything_arrives(desk: Desk, deal: str, shared: Desk) -> None:
    assert state(shared, deal).log == state(desk, deal).log
    assert shared.deals_now()[0].vendor == VENDOR
    assert exported(shared, deal).model_dump(exclude={"exported"}) == (
        exported(desk, deal).model_dump(exclude={"exported"})
    )


def test_the_same_again_changes_nothing(desk: Desk, deal: str, shared: Desk) -> None:
    before = state(shared, deal)
    taken = imported(shared, exported(desk, deal))
    assert (taken.new, taken.entries, taken.sessions, taken.known) == (False, 0, 0, 1)
    assert (taken.both, taken.differing) == ((), ())
    assert state(shared, deal).log == before.log


def test_two_records_become_one_in_either_order(
    desk: Desk, deal: str, shared: Desk, elsewhere: Other
) -> None:
    said(desk, deal, PINNING, "we roll everyone forward")
    said(shared, deal, RETENTION, "thirty days")
    said(desk, deal, RETENTION, "well, ninety days")
    ours, theirs = exported(desk, deal), exported(shared, deal)
    taken = imported(desk, theirs)
    assert taken.both == ((RETENTION, "open"),)
    imported(shared, ours)
    third = elsewhere("third")
    for file in (theirs, ours, theirs):
        imported(third, file)
    logs = [state(each, deal).log for each in (desk, shared, third)]
    assert logs[0] == logs[1] == logs[2]
    assert len(logs[0]) == 4
    assert [each.body.words for each in state(third, deal).clause(RETENTION).heard] == [  # type: ignore[union-attr]
        "thirty days",
        "well, ninety days",
    ]


def test_a_retraction_holds_wherever_it_arrives(desk: Desk, deal: str, shared: Desk) -> None:
    sitting = sit(desk, deal)
    sitting.call.note(PINNING, "wrong")
    sitting.call.undo()
    sitting.settled()
    imported(shared, exported(desk, deal))
    assert state(shared, deal).clauses == state(desk, deal).clauses


def test_an_entry_that_was_changed_is_told_and_ours_is_kept(
    desk: Desk, deal: str, shared: Desk
) -> None:
    text = dumped(exported(desk, deal)).replace("we never train", "we always train")
    taken = imported(shared, DealFile.model_validate_json(text))
    assert len(taken.differing) == 1
    assert state(shared, deal).log == state(desk, deal).log


def spoilt(file: DealFile, spoil: Callable[[dict[str, Any]], object]) -> str:
    content = json.loads(dumped(file))
    spoil(content)
    return json.dumps(content)


def double(content: dict[str, Any]) -> None:
    content["entries"] *= 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda c: c.update(version=2), "newer Negotiator"),
        (lambda c: c.update(format="other"), "no exported deal"),
        (lambda c: c.update(surprise=1), "surprise"),
        (lambda c: c["entries"][0].update(id="x"), "entries[0].id"),
        (lambda c: c["entries"][0]["body"].update(kind="mined"), "entries[0].body"),
        (lambda c: c["entries"][0].update(at="2031-01-01T00:00:00Z"), "in the future, 01 Jan 2031"),
        (lambda c: c["sessions"].clear(), "a session that is not there"),
        (lambda c: c["editions"].clear(), "begun with is not there"),
        (lambda c: c["editions"][0].update(digest="0" * 64), "begun with is not there"),
        (lambda c: c["editions"][0].update(text="{}"), "cannot be read"),
        (double, "stands there twice"),
    ],
)
def test_a_spoilt_file_is_refused_whole(
    desk: Desk,
    deal: str,
    elsewhere: Other,
    tmp_path: Path,
    spoil: Callable[[dict[str, Any]], object],
    said: str,
) -> None:
    globals()["said"](desk, deal, TRAINING, "we never train")
    path = tmp_path / "deal.json"
    path.write_text(spoilt(exported(desk, deal), spoil))
    with pytest.raises(DeskError) as raised:
        read_file(path, desk.clock())
    assert said in str(raised.value)
    assert raised.value.remedy


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00", '{"a": NaN}', "[1e999]", "null"])
def test_what_is_no_deal_at_all_is_refused(tmp_path: Path, clock: Clock, text: str) -> None:
    path = tmp_path / "deal.json"
    path.write_text(text)
    with pytest.raises(DeskError, match="is no exported deal"):
        read_file(path, clock())
    with pytest.raises(DeskError, match="cannot be read"):
        read_file(tmp_path, clock())


def test_what_a_terminal_would_obey_is_made_visible(
    desk: Desk, deal: str, elsewhere: Other, tmp_path: Path
) -> None:
    said(desk, deal, TRAINING, "we never train")
    path = tmp_path / "deal.json"
    text = dumped(exported(desk, deal)).replace("we never", "\\u001b]52;c;x\\u0007we \\u202enever")
    path.write_text(text)
    other = elsewhere("theirs")
    imported(other, read_file(path, desk.clock()))
    (entry,) = state(other, deal).log
    assert entry.body.words == "\\x1b]52;c;x\\x07we \\u202enever train"  # type: ignore[union-attr]


def test_a_clock_that_is_set_back_does_not_reorder_the_record(
    desk: Desk, deal: str, clock: Clock
) -> None:
    sitting = sit(desk, deal)
    sitting.call.note(PINNING, "first")
    clock.time = clock.time.replace(year=2020)
    sitting.call.note(PINNING, "second")
    sitting.call.undo()
    sitting.settled()
    assert [entry.body.kind for entry in state(desk, deal).log] == ["note", "note", "retracted"]
    assert state(desk, deal).clause(PINNING).last is not None


def test_redacted_nobody_is_named_and_nothing_leads_back(
    desk: Desk, deal: str, elsewhere: Other
) -> None:
    sitting = sit(desk, deal)
    call = sitting.call
    call.hear_about("Acme never trains, ask Luis", TRAINING)
    call.defer(TRAINING, "Luis Ortega, Acme AI", None)
    call.task(None, "ana writes to LUIS", "ana")
    call.note(None, "AcmeAI's mail is at acme-ai.example")
    sitting.settled()
    file = redacted(exported(desk, deal))
    text = json.dumps(file.model_dump(mode="json", exclude={"editions"}))
    for name in ("Acme", "acme", "Luis", "Ortega", "ana ", '"ana"', "LUIS"):
        assert name not in text, name
    assert "Vendor never trains, ask Person 2" in text
    assert str(file.deal.id) != deal
    assert not {each.id for each in file.entries} & {each.id for each in state(desk, deal).log}
    other = elsewhere("training")
    assert imported(other, file).new
    standings = [
        row.standing for row in other.begin_now(str(file.deal.id), lambda _: None).checklist()
    ]
    assert standings == [row.standing for row in call.checklist()]


def test_redacted_the_vendors_of_other_deals_are_not_named_either(desk: Desk, deal: str) -> None:
    sitting = sit(desk, deal)
    call = sitting.call
    call.note(None, "NORTHWIND pins for 18 months; northwind-models too, Northwind's own paper")
    call.note(None, "The northwinds blow; we keep a staging window")
    call.note(None, "The retention people and Staging agreed, open the file")
    sitting.settled()
    known = ("Northwind Models", "acme ai", "The Retention Company", "Staging", "Northwind models")
    file = redacted(exported(desk, deal), known)
    text = json.dumps(file.model_dump(mode="json", exclude={"editions"}))
    for words in (
        "Vendor 2 pins for 18 months; Vendor 2 too, Vendor 2's own paper",
        "The northwinds blow; we keep a staging window",
        "The retention people and Vendor 4 agreed, open the file",
    ):
        assert words in text


def test_two_deals_are_two_files(desk: Desk, deal: str, elsewhere: Other) -> None:
    second = asyncio.run(desk.new_deal("Bright", "Speech", {}))
    other = elsewhere("theirs")
    for each in (deal, second):
        imported(other, exported(desk, each))
    assert len(other.deals_now()) == 2
