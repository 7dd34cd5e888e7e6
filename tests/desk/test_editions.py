"""A playbook saved while a deal is negotiated on it: told, taken when asked, taken back, broken."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from negotiator.deal import body as b
from negotiator.desk import Desk, Library
from negotiator.desk.compare import compare
from negotiator.desk.editions import OnDisk, follow, look
from negotiator.desk.workspace import Workspace
from negotiator.playbook.edition import digest_of
from tests.desk.conftest import Open, Sitting, sit
from tests.samples import PINNING, RETENTION, TEXT, TRAINING

NEWER = TEXT.replace('version = "1.2.3"', 'version = "1.3.0"').replace(
    'title = "Version pinning"', 'title = "The pin"'
)


@pytest.fixture
def file(workspace: Workspace) -> Path:
    return workspace.playbooks / "llm-vendor.toml"


def seen(desk: Desk, sitting: Sitting) -> OnDisk:
    """Look at the files as the watch does, and tell the call."""
    call = sitting.call
    call.on_disk = look(desk.library, call.deal.playbook, call.edition)
    return call.on_disk


def test_what_is_saved_reaches_no_call_unasked(desk: Desk, sitting: Sitting, file: Path) -> None:
    call = sitting.call
    assert seen(desk, sitting) == OnDisk()
    assert (call.news, call.changes()) == ("", [])
    file.write_text(NEWER)
    seen(desk, sitting)
    assert call.status().playbook == "changed"
    assert call.versions() == "Sample 1.2.3 → Sample 1.3.0"
    assert [(change.where, change.standing, change.text) for change in call.changes()] == [
        ("playbook", "", "version: 1.2.3 → 1.3.0"),
        (PINNING, "", "title: Version pinning → The pin"),
    ]
    call.agree(PINNING)
    first = call.changes()[0]
    assert (first.where, first.standing) == (PINNING, "agreed in principle, opening")
    call.undo()
    assert call.card(PINNING).title == "Version pinning"
    assert call.mine == []


def test_taking_it_is_an_entry_and_outlives_the_program(
    desk: Desk, deal: str, sitting: Sitting, file: Path, open_desk: Open
) -> None:
    call = sitting.call
    before = desk.deals_now()[0]
    file.write_text(NEWER.replace("regulated = ", "internal = 'must-have', regulated = "))
    seen(desk, sitting)
    call.take()
    assert call.card(PINNING).title == "The pin"
    assert call.news == ""
    assert call.suggest("we roll every customer forward")[0].clause == PINNING
    sitting.settled()
    (entry,) = call.mine
    assert entry.body == b.EditionTaken(edition=digest_of(call.playbook), version="1.3.0")
    assert entry.clause is None

    file.unlink()
    again = open_desk()
    assert sit(again, deal).call.card(PINNING).title == "The pin"
    assert again.deals_now()[0].playbook == before.playbook
    assert ("The pin", "not raised") in again.deals_now()[0].open
    assert "The pin" in again.documents.render("issues", deal, "md", internal=True).decode()


def test_undo_gives_the_edition_before_back(desk: Desk, sitting: Sitting, file: Path) -> None:
    call = sitting.call
    file.write_text(NEWER)
    seen(desk, sitting)
    call.take()
    call.undo()
    assert call.card(PINNING).title == "Version pinning"
    assert call.news == "changed"
    call.take()
    sitting.settled()
    assert call.card(PINNING).title == "The pin"
    call.undo()
    sitting.settled()
    assert call.card(PINNING).title == "Version pinning"


def test_one_that_was_looked_at_and_left_is_not_told_again(
    desk: Desk, sitting: Sitting, file: Path
) -> None:
    call = sitting.call
    file.write_text(NEWER)
    seen(desk, sitting)
    call.keep()
    assert call.news == ""
    seen(desk, sitting)
    assert call.news == ""
    file.write_text(NEWER.replace("1.3.0", "1.4.0"))
    seen(desk, sitting)
    assert call.news == "changed"


def test_a_broken_playbook_is_named_by_line_and_changes_nothing(
    desk: Desk, sitting: Sitting, file: Path
) -> None:
    call = sitting.call
    file.write_text(TEXT.replace('title = "Version pinning"', "title = Version pinning"))
    line = 1 + TEXT[: TEXT.index('title = "Version pinning"')].count("\n")
    assert seen(desk, sitting).trouble.startswith(f"llm-vendor.toml:{line}:")
    assert call.status().playbook == "broken"
    call.take()
    assert call.card(PINNING).title == "Version pinning"
    assert desk.library.playbook("llm-vendor")[0].playbook.version == "1.2.3", (
        "new deals use the last good"
    )

    file.write_text(TEXT.replace('owner = "engineering"', 'owner = "enginering"', 1))
    assert "did you mean" in seen(desk, sitting).trouble, "half a playbook is not taken either"
    file.unlink()
    assert look(Library(), "no-such", call.edition).trouble.startswith("There is no playbook")
    file.write_text(TEXT)
    assert seen(desk, sitting) == OnDisk()
    assert call.news == ""


def test_what_says_the_same_is_no_news(desk: Desk, sitting: Sitting, file: Path) -> None:
    file.write_text(f"# A remark.\n\n{TEXT}")
    assert seen(desk, sitting) == OnDisk()
    check = '[playbook.check]\nno-label = "off"\n\n[[approver]]'
    file.write_text(TEXT.replace("[[approver]]", check, 1))
    assert seen(desk, sitting) == OnDisk()


def test_a_deal_whose_new_edition_lacks_what_was_talked_about(
    desk: Desk, deal: str, sitting: Sitting, file: Path
) -> None:
    """A clause, a rung and an objection that are gone leave every view readable."""
    call = sitting.call
    words = "we roll every customer forward"
    call.hear(words, call.suggest(words)[0])
    call.counter(PINNING)
    call.offer(PINNING, "fallback-1", got="a calendar")
    call.agree(PINNING)
    call.agree(RETENTION)
    call.promise(RETENTION, "we will look at it")
    blocks = TEXT.split("[[clause]]")
    kept = [block for block in blocks if f'id = "{RETENTION}"' not in block]
    ladder = '[[clause.position]]\nrung = "target"\nsay = "Kept."\n'
    pin = next(n for n, block in enumerate(kept) if f'id = "{PINNING}"' in block)
    kept[pin] = f"{kept[pin].partition('[[clause.position]]')[0]}{ladder}\n"
    text = "[[clause]]".join(kept).replace(f'"{RETENTION}"', f'"{TRAINING}"')
    file.write_text(text)
    assert seen(desk, sitting).trouble == ""
    call.take()
    sitting.settled()

    assert not call.has(RETENTION)
    assert [row.clause for row in call.checklist()] == list(call.playbook.clauses)
    card = call.card(PINNING)
    assert (card.standing, card.say, card.next) == ("agreed in principle", None, None)
    assert call.wrap_up().script
    for kind in ("issues", "recap", "memo"):
        assert desk.documents.render(kind, deal, "md", internal=kind != "recap")
    assert desk.deals_now()
    while call.undo():
        call.checklist()
    assert call.has(RETENTION)


def test_an_edition_that_another_window_took_is_read_with_its_entries(
    desk: Desk, deal: str, sitting: Sitting, file: Path, open_desk: Open
) -> None:
    other = open_desk()
    elsewhere = sit(other, deal)
    file.write_text(NEWER)
    seen(desk, sitting)
    sitting.call.take()
    sitting.settled()
    assert elsewhere.call.card(PINNING).title == "Version pinning"
    elsewhere.call.note(None, "still here")
    elsewhere.settled()
    assert elsewhere.call.card(PINNING).title == "The pin"
    assert elsewhere.call.suggest("we roll every customer forward")


def test_the_edition_of_a_deal_is_compared_as_it_is_in_force(
    desk: Desk, sitting: Sitting, file: Path, workspace: Workspace
) -> None:
    file.write_text(NEWER)
    assert compare(workspace, "deal:acme", "llm-vendor", print)
    seen(desk, sitting)
    sitting.call.take()
    sitting.settled()
    assert compare(workspace, "deal:acme", "llm-vendor", print) == ()


def test_it_is_told_once_at_the_beginning_and_at_every_save(
    desk: Desk, sitting: Sitting, file: Path
) -> None:
    told: list[OnDisk] = []
    more = threading.Semaphore(0)

    def tell(found: OnDisk) -> None:
        told.append(found)
        more.release()

    watch = follow(desk.library, sitting.call, tell)
    try:
        assert more.acquire(timeout=5)
        assert told == [OnDisk()]
        file.write_text(NEWER)
        assert more.acquire(timeout=5)
        assert told[-1].edition is not None
        file.write_text("[playbook")
        assert more.acquire(timeout=5)
        assert told[-1].trouble.startswith("llm-vendor.toml:1:")
    finally:
        watch.close()
    file.write_text(TEXT)
    assert not more.acquire(timeout=0.7)
