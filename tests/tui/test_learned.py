"""What was learned, looked at in a call: unlearned, or made the playbook's."""

from __future__ import annotations

from negotiator.deal.body import Heard, Unlearned
from negotiator.desk.workspace import Workspace
from tests.tui.support import add_deal, begin, bodies, in_call, negotiate, opened, record

WORDS = "our zebra rotation forbids it"
CLAUSE = "model.version-pinning"


def taught(workspace: Workspace) -> None:
    """Words that no playbook knows, filed by hand in the deal there is."""
    negotiate(workspace, lambda call: call.hear_about(WORDS, CLAUSE))


async def test_what_was_learned_is_unlearned_for_good_and_u_takes_that_back(
    workspace: Workspace,
) -> None:
    taught(workspace)
    async with in_call(workspace, at=CLAUSE) as person:
        assert [each.clause for each in person.live.call.suggest(WORDS)] == [CLAUSE]
        await person.press("L")
        await person.on("LearnedScreen")
        await person.sees(f"“{WORDS}”", f"→ {CLAUSE}")
        await person.press("u")
        await person.sees("Nothing yet")
        await person.press("escape")
        assert person.live.call.suggest(WORDS) == []
    async with in_call(workspace, at=CLAUSE) as person:
        assert person.live.call.suggest(WORDS) == []
        await person.press("u")
        assert [each.clause for each in person.live.call.suggest(WORDS)] == [CLAUSE]
    assert bodies(record(workspace), Heard)[0].words == WORDS
    assert bodies(record(workspace), Unlearned) == []


async def test_what_another_deal_taught_is_unlearned_here_and_stays_in_its_record(
    workspace: Workspace,
) -> None:
    taught(workspace)
    other = await add_deal(workspace, "Zenith", "Chat")
    async with opened(workspace) as person:
        await begin(person)
        call = person.live.call
        assert call.deal.vendor == "Zenith", "begun last"
        (lesson,) = call.lessons.all()
        assert (lesson.here, lesson.vendor) == (False, "Acme AI")
        await person.press("escape", "L")
        await person.on("LearnedScreen")
        await person.sees("Acme AI")
        await person.press("u", "escape")
        assert call.suggest(WORDS) == []
        assert str(call.deal.id) == other
    entries = record(workspace)
    (heard,) = [entry for entry in entries if isinstance(entry.body, Heard)]
    (unlearned,) = bodies(entries, Unlearned)
    assert unlearned.entry == heard.id
    found: list[object] = []
    negotiate(workspace, lambda call: found.extend(call.suggest(WORDS)))
    assert found == [], "no call of the workspace finds it any more"


async def test_it_becomes_a_phrase_of_the_playbook(workspace: Workspace) -> None:
    taught(workspace)
    async with in_call(workspace, at=CLAUSE) as person:
        await person.press("L")
        await person.on("LearnedScreen")
        await person.press("p")
        await person.until(lambda: "▣" in person.screen, "it was not promoted")
        await person.sees(f"A phrase of {CLAUSE}")
        await person.press("p")
        await person.sees("It is in the playbook already.")
    learned = [path.read_text(encoding="utf-8") for path in workspace.playbooks.rglob("*.toml")]
    assert any(WORDS in text for text in learned)


async def test_with_nothing_learned_it_says_how_one_teaches(workspace: Workspace) -> None:
    async with in_call(workspace, at=CLAUSE) as person:
        await person.press("L")
        await person.on("LearnedScreen")
        await person.sees("Nothing yet")
        await person.press("u", "p", "escape")
        await person.on("LiveScreen")
    assert record(workspace) == []


async def test_a_phrase_of_the_playbook_outlives_the_lesson_and_that_is_said(
    workspace: Workspace,
) -> None:
    taught(workspace)
    async with in_call(workspace, at=CLAUSE) as person:
        await person.press("L")
        await person.on("LearnedScreen")
        await person.press("p")
        await person.until(lambda: "▣" in person.screen, "it was not promoted")
        await person.press("u")
        await person.sees("Unlearned; the playbook keeps the phrase")
