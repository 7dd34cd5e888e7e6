"""`negotiator record`: one entry, on the disk when the command says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from uuid import UUID

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.deferral import a_week_on
from negotiator.deal.entry import Entry
from negotiator.desk.workspace import Workspace
from negotiator.plain import LIMIT
from negotiator.store import Store
from tests.cli.program import Program
from tests.samples import PINNING, RETENTION, TRAINING, clause


def record(workspace: Workspace) -> list[Entry]:
    """What is in the file."""
    with Store.open(workspace.database) as store:
        return [entry for deal in store.deals() for entry in store.entries(deal.id)]


def only(workspace: Workspace) -> tuple[str | None, AnyBody]:
    (entry,) = record(workspace)
    assert entry.author
    return entry.clause, entry.body


ABOUT = [
    (("--agreed", "target"), b.Agreed(rung="target"), "agreed in principle"),
    (("--promised", "a calendar"), b.Promised(words="a calendar"), "promised"),
    (("--note", "they hesitate"), b.Note(words="they hesitate"), "note"),
    (("--task", "ask Ana"), b.Task(words="ask Ana"), "task"),
    (("--waived", "too small"), b.Waived(words="too small"), "waived"),
    (("--papered", "DPA, 4.1"), b.Papered(document="DPA", section="4.1"), "papered"),
    (("--papered", "DPA"), b.Papered(document="DPA"), "papered"),
    (("--refused",), b.Refused(), "open"),
    (("--raised",), b.Raised(), "open"),
    (("--parked",), b.Parked(), "parked"),
    (("--read-back",), b.ReadBack(), "read back"),
]


@pytest.mark.parametrize(("options", "body", "says"), ABOUT, ids=lambda value: str(value)[:20])
def test_every_kind(
    quick: Program,
    workspace: Workspace,
    options: tuple[str, ...],
    body: AnyBody,
    says: str,
) -> None:
    told = quick("record", "acme", *options, "--clause", RETENTION).out
    assert told.startswith("Recorded: ")
    assert says in told
    assert only(workspace) == (RETENTION, body)


def test_a_deferral_is_due_in_a_week(quick: Program, workspace: Workspace) -> None:
    before = date.today()
    told = quick("record", "acme", "--deferred", "Bo", "--clause", PINNING).out
    about, body = only(workspace)
    assert about == PINNING
    assert isinstance(body, b.Deferred)
    assert body.owner == "Bo"
    assert body.due in {a_week_on(before), a_week_on(date.today())}
    assert told == f"Recorded: {PINNING}, put off until {body.due:%a %d %b %Y}.\n"


def test_what_was_heard_is_matched(negotiator: Program, workspace: Workspace) -> None:
    told = negotiator("record", "acme", "--heard", "cant keep old ckpts alive, 10 months").out
    assert told == f"Filed under {PINNING}.\n"
    about, body = only(workspace)
    assert about == PINNING
    assert isinstance(body, b.Heard)
    assert body.words == "cant keep old ckpts alive, 10 months"
    assert body.match is not None
    assert body.match.objection == "one-fleet"
    assert not body.match.corrected
    assert body.value == 10


def test_what_no_playbook_knows_is_filed_as_that(quick: Program, workspace: Workspace) -> None:
    words = "did you see the match last night"
    assert "not in the playbook" in quick("record", "acme", "--heard", words).out
    assert only(workspace) == (None, b.Heard(words=words))


def test_what_was_heard_about_a_clause_is_filed_there(quick: Program, workspace: Workspace) -> None:
    told = quick("record", "acme", "--heard", "gone in 30 days", "--clause", RETENTION).out
    assert told == f"Recorded: {RETENTION}, open.\n"
    about, body = only(workspace)
    assert about == RETENTION
    assert isinstance(body, b.Heard)
    assert body.value == 30
    assert body.match is not None
    assert body.match.corrected


@pytest.mark.parametrize("kind", ["--promised", "--note", "--task"])
def test_some_kinds_need_no_clause(quick: Program, workspace: Workspace, kind: str) -> None:
    quick("record", "acme", kind, "a word")
    about, body = only(workspace)
    assert about is None
    assert body.kind == kind.removeprefix("--")


# ── offers ───────────────────────────────────────────────────────────────────────────────────


def test_an_offer(negotiator: Program, workspace: Workspace) -> None:
    told = negotiator("record", "acme", "--offered", "target", "--clause", PINNING).out
    assert told == f"Recorded: {PINNING}, on the table: target.\n"
    said = clause(PINNING).ladder["target"].say
    assert only(workspace) == (PINNING, b.Offered(rung="target", words=said))


@pytest.mark.parametrize("option", ["--offered", "--agreed"])
def test_a_rung_that_is_never_given_for_nothing(
    quick: Program, workspace: Workspace, option: str
) -> None:
    told = quick.fails("record", "acme", option, "fallback-1", "--clause", PINNING)
    assert f"{PINNING}/fallback-1 is never given for nothing." in told
    assert "--got TEXT" in told
    assert record(workspace) == []
    quick("record", "acme", option, "fallback-1", "--got", "a calendar", "--clause", PINNING)
    traded, step = (entry.body for entry in record(workspace))
    assert traded == b.Traded(give="12 months + staging", get="a calendar", rung="fallback-1")
    assert step.kind == option.removeprefix("--")


def test_what_is_given_free_is_recorded_as_that(quick: Program, workspace: Workspace) -> None:
    quick("record", "acme", "--offered", "fallback-1", "--free", "--clause", PINNING)
    given = b.Traded(give="12 months + staging", rung="fallback-1", free=True)
    assert record(workspace)[0].body == given


def test_an_empty_get_is_not_free(quick: Program, workspace: Workspace) -> None:
    options = ("--offered", "fallback-1", "--clause", PINNING)
    assert "it is empty" in quick.fails("record", "acme", *options, "--got", " ", code=2)
    assert "not allowed with" in quick.fails(
        "record", "acme", *options, "--got", "x", "--free", code=2
    )
    assert record(workspace) == []


def test_a_give_waits_for_what_comes_back(quick: Program, workspace: Workspace) -> None:
    assert quick("record", "acme", "--gave", "a reference").out == "Recorded: gave, unanswered.\n"
    assert only(workspace) == (None, b.Traded(give="a reference"))
    assert quick("show", "acme", "--json").json["unanswered"] == 1
    quick("record", "acme", "--gave", "a volume", "--got", "a calendar", "--clause", PINNING)
    quick("record", "acme", "--gave", "a quote", "--free")
    shown = quick("show", "acme", "--json").json
    assert (shown["gives"], shown["gets"], shown["unanswered"]) == (3, 1, 1)


def test_a_give_is_answered_afterwards(quick: Program, workspace: Workspace) -> None:
    quick("record", "acme", "--gave", "a reference", "--clause", PINNING)
    quick("record", "acme", "--gave", "a quote")
    (first, _) = quick("show", "acme", "--json").json["open_gives"]
    assert "unanswered: a quote (" in quick("show", "acme").out
    known = f"Unanswered are: {first['id'][:8]} a reference; "
    assert known in quick.fails("record", "acme", "--came-back", "a volume", "--free")
    assert "2 unanswered gives" in quick.fails("record", "acme", "--came-back", "a ", "--free")
    assert "Say what came back" in quick.fails("record", "acme", "--came-back", "a quote")
    quick("record", "acme", "--came-back", "a quote", "--free")
    done = quick("record", "acme", "--came-back", first["id"][:8], "--got", "a calendar").out
    assert done == "Recorded: answered.\n"
    assert record(workspace)[-1].body == b.Traded(get="a calendar", answers=UUID(first["id"]))
    shown = quick("show", "acme", "--json").json
    assert (shown["gets"], shown["unanswered"]) == (1, 0)


@pytest.mark.parametrize("answer", ["impossible", "inconvenient"])
def test_what_keeps_them(quick: Program, workspace: Workspace, answer: str) -> None:
    quick("record", "acme", f"--{answer}", "no spare GPUs", "--clause", PINNING)
    said = b.Constraint(hardness=b.Hardness(answer), words="no spare GPUs")
    assert only(workspace) == (PINNING, said)


def test_who_may_decide_alone_offers_at_once(quick: Program, workspace: Workspace) -> None:
    workspace.settings_file.write_text('[me]\nname = "Nora"\ndecides_for = ["counsel"]\n')
    options = ("--offered", "fallback-2", "--free", "--clause", PINNING)
    assert "on the table: fallback-2" in quick("record", "acme", *options).out
    assert {entry.author for entry in record(workspace)} == {"Nora"}


def test_broken_settings_are_told_and_stop_nothing(quick: Program, workspace: Workspace) -> None:
    workspace.settings_file.write_text("[me\n")
    done = quick("record", "acme", "--note", "x", aside=True)
    assert done.out == "Recorded: note.\n"
    assert "settings.toml:1:4" in done.err
    assert "The defaults are used." in done.err
    assert only(workspace) == (None, b.Note(words="x"))


def test_a_rung_above_ones_authority_is_escalated(quick: Program, workspace: Workspace) -> None:
    told = quick("record", "acme", "--offered", "fallback-2", "--clause", PINNING).out
    assert "The general counsel has to agree" in told
    about, body = only(workspace)
    assert about == PINNING
    assert isinstance(body, b.Escalated)
    assert (body.approver, body.rung) == ("counsel", "fallback-2")


@pytest.mark.parametrize("option", ["--offered", "--agreed"])
def test_the_walk_away_is_no_offer(quick: Program, workspace: Workspace, option: str) -> None:
    told = quick.fails("record", "acme", option, "walk-away", "--clause", PINNING)
    assert "the walk-away is a limit, not an offer" in told
    assert record(workspace) == []


# ── undo ─────────────────────────────────────────────────────────────────────────────────────


def test_undo_takes_back_the_last_entry(negotiator: Program) -> None:
    negotiator("record", "acme", "--agreed", "target", "--clause", TRAINING)
    negotiator("record", "acme", "--refused", "--clause", TRAINING)
    assert negotiator("record", "acme", "--undo").out == "Took back: refused\n"
    clauses = {row["clause"]: row for row in negotiator("show", "acme", "--json").json["clauses"]}
    assert clauses[TRAINING]["standing"] == "agreed in principle"


def test_undo_with_nothing_to_undo(quick: Program, workspace: Workspace) -> None:
    assert quick("record", "acme", "--undo").out == "Nothing to take back.\n"
    assert record(workspace) == []


# ── wrong input ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "options",
    [
        ("--heard", "x"),
        ("--offered", "target"),
        ("--agreed", "target"),
        ("--note", "x"),
        ("--deferred", "Bo"),
        ("--papered", "DPA"),
        ("--parked",),
        ("--read-back",),
    ],
    ids=lambda options: options[0],
)
def test_an_unknown_clause_is_refused_with_the_nearest(
    quick: Program, workspace: Workspace, options: tuple[str, ...]
) -> None:
    told = quick.fails("record", "acme", *options, "--clause", "model.version-pining")
    assert "has no clause model.version-pining." in told
    assert f"Did you mean {PINNING}?" in told
    assert record(workspace) == []


@pytest.mark.parametrize("option", ["--offered", "--agreed"])
def test_an_unknown_rung_lists_the_ladder(
    quick: Program, workspace: Workspace, option: str
) -> None:
    told = quick.fails("record", "acme", option, "fallback-9", "--clause", PINNING)
    assert f"{PINNING} has no rung fallback-9." in told
    assert "opening, target, fallback-1, fallback-2, walk-away" in told
    assert record(workspace) == []


def test_an_unknown_deal(negotiator: Program) -> None:
    told = negotiator.fails("record", "acne", "--note", "x")
    assert "There is no deal 'acne'." in told
    assert "Acme AI" in told


@pytest.mark.parametrize(
    "options", [("--offered", "target"), ("--agreed", "target"), ("--refused",), ("--raised",)]
)
def test_a_kind_that_needs_a_clause(
    quick: Program, workspace: Workspace, options: tuple[str, ...]
) -> None:
    assert "--clause ID" in quick.fails("record", "acme", *options)
    assert record(workspace) == []


@pytest.mark.parametrize(
    "options",
    [(), ("--note",), ("--note", "x", "--parked"), ("--sung", "x"), ("--undo", "--raised")],
    ids=str,
)
def test_wrong_usage(quick: Program, options: tuple[str, ...]) -> None:
    assert "usage: negotiator record" in quick.fails("record", "acme", *options, code=2)


@pytest.mark.parametrize("kind", ["--heard", "--note", "--offered", "--deferred"])
def test_nothing_is_not_recorded(quick: Program, workspace: Workspace, kind: str) -> None:
    told = quick.fails("record", "acme", kind, " \n", "--clause", PINNING, code=2)
    assert "it is empty" in told
    assert record(workspace) == []


def test_what_cannot_be_written_is_told(quick: Program, workspace: Workspace) -> None:
    with closing(sqlite3.connect(workspace.database)) as connection:
        connection.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON entry BEGIN INSERT INTO gone VALUES (1); END"
        )
    told = quick.fails("record", "acme", "--note", "x")
    assert str(workspace.database) in told
    assert record(workspace) == []


# ── any words ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("[/bold] [@click=app.quit]x[/]", "[/bold] [@click=app.quit]x[/]"),
        ("\x1b]52;c;eA==\x07", "\\x1b]52;c;eA==\\x07"),
        ("👩‍💻 שלום \u202e", "👩‍💻 שלום \\u202e"),
        (b"caf\xe9".decode(errors="surrogateescape"), "caf\\udce9"),
        ("two\nlines", "two\nlines"),
    ],
    ids=["markup", "escape", "unicode", "bytes", "lines"],
)
def test_words_are_kept_as_they_were_and_made_visible(
    quick: Program, workspace: Workspace, words: str, kept: str
) -> None:
    quick("record", "acme", "--note", words)
    assert only(workspace) == (None, b.Note(words=kept))


@pytest.mark.parametrize("word", ["x", "\x1b"], ids=["letters", "escapes"])
def test_very_long_words_are_cut_and_say_so(
    quick: Program, workspace: Workspace, word: str
) -> None:
    quick("record", "acme", "--heard", word * (LIMIT + 1), "--clause", TRAINING)
    _, body = only(workspace)
    assert isinstance(body, b.Heard)
    assert len(body.words) <= LIMIT
    assert body.words.endswith(" more characters cut]")


@pytest.mark.parametrize("kind", ["--deferred", "--papered"])
def test_a_very_long_name_is_cut(quick: Program, workspace: Workspace, kind: str) -> None:
    quick("record", "acme", kind, "x" * 5_000, "--clause", TRAINING)
    assert "more characters cut" in str(only(workspace)[1])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--refused", "--clause", PINNING, "--got", "5%"), "--got belongs to --offered or"),
        (("--heard", "no way", "--free"), "--free belongs to --offered or"),
        (("--note", "x", "--approver", "cfo"), "--approver belongs to --waived"),
        (("--note", "x", "--promise", "abc"), "--promise belongs to --read-back or"),
        (("--note", "x", "--value", "0"), "--value belongs to --observed"),
        (("--parked", "--clause", PINNING, "--until", "2026-12-01"), "--until belongs to --def"),
        (("--undo", "--clause", PINNING), "--undo is about no clause: leave out --clause"),
    ],
)
def test_what_would_be_dropped_is_refused(
    quick: Program, options: tuple[str, ...], says: str
) -> None:
    assert says in quick.fails("record", "acme", *options, code=2)


def test_a_deferral_until_a_day(quick: Program) -> None:
    about = ("--deferred", "Jo", "--clause", PINNING)
    told = quick("record", "acme", *about, "--until", "2026-12-01").out
    assert "put off until Tue 01 Dec 2026" in told
