"""Forty-five minutes with an account executive, counsel and an engineer, and what is sent after."""

from __future__ import annotations

import json
from pathlib import Path

from tests.journeys.terminal import CTRL_Q, DOWN, ENTER, ESCAPE, TAB, Screen, file, negotiator
from tests.journeys.test_long_call import F9, F10, TO_COME, answer, demo, go, section
from tests.report.records import parts_of

__all__ = ["demo"]

F5 = "\x1b[15~"
CLEAR = "\x0b"
"""Ctrl+K: what stood in a field goes."""
DEAL = "enrichment, renewal"
PREPARED = (
    *("stay with the present contract until June", "2026-12-31 their year ends"),
    *("Halyard, 6 percent below", "two regions, no outage", "two years of the same volume", "45"),
)
LUIS = "Luis Ortega, engineer, must ask"
FIRST = (
    "thx for the time, everybody here?",
    "dana: so renewal is auto, 90 days notice, thats our paper",
    "we roll all customers fwd at once, cant keep an old model alive for 1 account",
    "price goes up 8 pct w/ the new tier, everyone pays that",
    "if u commit 2 yrs we can look at the list price",
    "we never cap spend, u would be cut off in production",
    "farah: our liability is 12 months fees, thats policy",
    "indemnity only for the unmodified output",
    "we use prompts to improve the service, like everybody",
    "farah: undue delay is what the dpa says, our lawyers like it that way",
    "we keep logs 60 days",
    "no audit on site, ever. soc2 has to do",
    "let me check with legal on the audit thing",
)
SECOND = (
    "subprocessors are on the web page, u can subscribe",
    "luis: 99.5 is what we measure, so 99.5",
    "credits are capped at 10 percent of the monthly fee",
    "latency we dont promise, too many factors",
    "we tell you 14 days before a model goes",
    "support answers in 1 business day",
    "export is json only, via the console",
    "48 confirmed and 72 for suspected, ok",
    "luis: my dog ate the cable, one sec",
    "deletion of backups takes 90 days",
    "we should be able to give 30 days notice of a model change",
    "30 it is, if you sign this month",
)
PROMISE = "we should be able to send the deprecation calendar by friday"
PAPERED = "we mail u each new subprocessor 30 days ahead"
INTERNAL = (
    *("walk-away", "Halyard", "6 percent below", "until June", "Security lead", "zq", "bluffing"),
    *("must-have", "Package A", "inconvenient", "free", "fallback", "pilot"),
)


def prepare(screen: Screen) -> None:
    """What we know before, and then the call."""
    screen.shows("Acme AI")
    screen.send(DEAL)
    screen.shows_no("Acme AI")
    screen.send(F5)
    screen.shows("what we know", "Planned minutes")
    for words in PREPARED:
        screen.send(CLEAR + words)
        screen.shows(words[-15:])
        screen.send(TAB)
        screen.quiet(0.05)
    for _ in range(2):
        screen.send(TAB)
        screen.quiet(0.05)
    screen.send(LUIS + ENTER)
    screen.shows("Luis Ortega")
    screen.send(ESCAPE)
    screen.shows("f2 New deal")
    screen.send(ENTER)
    screen.shows("0/45 min", "45 min planned")


def listen(screen: Screen, statements: tuple[str, ...]) -> None:
    """File what they say."""
    for words in statements:
        screen.send(words)
        file(screen, words)
    screen.send(ESCAPE)
    screen.shows("c Said", "s Wrap up")


def step(screen: Screen, key: str, says: str, got: str = "") -> None:
    """A key on the clause, with what came back where that is asked."""
    screen.send(key)
    if got:
        answer(screen, "What came back for", got)
    screen.says_saved(says)


def first_half(screen: Screen) -> None:
    """Answers in steps, a step for something, one for nothing, one too far, one to the limit."""
    listen(screen, FIRST)
    go(screen, "model.version-pinning")
    step(screen, "c", "Said: ask")
    step(screen, "-", "It did not land.")
    step(screen, "c", "Said: reframe")
    step(screen, "+", "It landed.")
    step(screen, "o", "On the table: 18 months")
    step(screen, "o", "On the table: 12 months", "the successor at the old price")
    step(screen, "a", "Agreed in principle.")
    go(screen, "security.breach-notice")
    step(screen, "o", "On the table: 48 h", "gave it free")
    screen.send("o")
    answer(screen, "Enter records that you are asking them")
    screen.says_saved("Escalated to Security lead.")
    go(screen, "liability.caps")
    step(screen, "o", "On the table: 24 months")
    step(screen, "o", "On the table: 18 months", "IP uncapped")
    screen.send("o")
    answer(screen, "Enter records that you are asking them")
    step(screen, "v", "may be offered.")
    step(screen, "o", "On the table: 12 months", "a floor of two million")
    screen.send("o")
    screen.shows("Stop: only the walk-away is left")
    screen.send("q")
    screen.shows("impossible or merely inconvenient?")
    screen.send("m")
    answer(screen, "Inconvenient: in their words?", "our insurer has to be asked")
    screen.says_saved("Noted: inconvenient.")
    go(screen, "data.training")
    step(screen, "o", "On the table: opt-in")
    step(screen, "a", "Agreed in principle.")
    go(screen, "audit.rights")
    for says in ("Put off to ", "Put off to ", "hird"):
        screen.send("d")
        answer(screen, "Put off: who owes the answer?", "")
        answer(screen, "By when?")
        screen.says_saved(says)


def trade(screen: Screen, give: str, get: str) -> None:
    screen.send("t")
    answer(screen, "what do we give?", give)
    answer(screen, "And what comes back?", get)
    screen.says_saved("Traded." if get else "G fills it.")


def on_paper(screen: Screen) -> None:
    """A second promise is read back and papered where it would not hold, and then where it does."""
    go(screen, "security.subprocessors")
    screen.send("m")
    answer(screen, "What did they say they will do?", PAPERED)
    screen.says_saved("Promised")
    screen.send("l")
    screen.shows("2 only said", PROMISE[:20], PAPERED[:20])
    screen.send(DOWN)
    screen.shows("belongs in: DPA")
    screen.send("b")
    screen.shows("Read back.")
    screen.send("h")
    answer(screen, "Where does it stand?", CLEAR + "E-mail, of Monday")
    screen.shows("Papered.", "1 only said", "stands in: E-mail, of Monday")
    screen.send("o")
    screen.shows("Which document wins where two differ?")
    screen.send(CLEAR + "Order form > DPA > MSA" + ENTER)
    screen.shows("may not hold: DPA, where it belongs, overrides E-mail")
    screen.send("h")
    answer(screen, "Where does it stand?")
    screen.shows("Papered.", "stands in: DPA, Annex: authorised subprocessors")
    screen.shows_no("may not hold")
    screen.send(ESCAPE)
    screen.shows("they say")


def second_half(screen: Screen) -> None:
    """Trades, a promise with a hedge, a package, another tier looked at, the shared screen."""
    screen.send("i")
    screen.shows("⏎ File")
    listen(screen, SECOND)
    go(screen, "commercial.commitment")
    trade(screen, "A narrower scope", "eight percent off the list price")
    trade(screen, "Feedback to their product team", "")
    screen.shows("1 unanswered")
    step(screen, "G", "Answered.", "early access to the next model")
    go(screen, "model.change-notice")
    screen.send("m")
    answer(screen, "What did they say they will do?", PROMISE)
    screen.says_saved("Promised, hedged: ")
    on_paper(screen)
    screen.send("M")
    screen.shows("Package A", "1 Offer A")
    screen.send("1")
    answer(screen, "Package A: what do you ask for?")
    screen.says_saved("Package A is on the table: ")
    screen.send("n")
    answer(screen, "─ Note ─", "zq they are bluffing")
    screen.says_saved("Noted.")
    screen.send("y")
    answer(screen, "What is this deal now?", "pilot")
    screen.shows("→ pilot")
    screen.send(ENTER)
    screen.says_saved("Now pilot.")
    step(screen, "u", "Took back: ")
    screen.send(F9)
    screen.shows("SCREEN SHARED")
    screen.shows_no("LIMIT")
    screen.send(F9)
    screen.shows_no("SCREEN SHARED")


def ending(screen: Screen) -> None:
    """The gate, what is read back, the documents."""
    screen.send("R")
    screen.shows("May not be signed")
    screen.send(ESCAPE)
    screen.shows("they say")
    screen.send(F10)
    screen.shows("read back aloud")
    screen.send("b")
    screen.shows("Read back: 5 points.")
    for key, question in (
        ("r", "The recap for the vendor"),
        ("l", "The issues list"),
        ("m", "The memo"),
    ):
        screen.send(key)
        answer(screen, f"{question}", "Word")
        screen.shows("Written: ")
    screen.send("e")
    screen.shows("f2 New deal")
    screen.send(CTRL_Q)
    assert screen.ended() == 0


def test_a_call_of_forty_five_minutes_ends_in_documents_one_would_send(demo: Path) -> None:
    with Screen(demo) as screen:
        prepare(screen)
        first_half(screen)
        second_half(screen)
        ending(screen)

    def report(kind: str, *more: str) -> str:
        done = negotiator("report", kind, deal, *more, workspace=demo)
        assert done.returncode == 0, done.stderr
        return done.stdout

    rows = json.loads(negotiator("deals", "--json", workspace=demo).stdout)
    deal = next(row["id"] for row in rows if DEAL in row["title"])
    recap, issues, memo = report("recap"), report("issues"), report("memo")
    assert section(recap, "You said that you will") == [
        f"- **Notice of model changes**: “{PROMISE}”",
        f"- **Subprocessors**: “{PAPERED}” (DPA, Annex: authorised subprocessors)",
    ]
    agreed = section(recap, "Agreed")
    assert any(line.startswith("- **Version pinning**: Twelve months on") for line in agreed)
    assert any(
        line.startswith("- **Right to audit**: their legal") for line in section(recap, TO_COME)
    )
    assert "- **Liability caps and super-caps**" in section(recap, "Still open")
    for ours in INTERNAL:
        assert ours not in recap
        assert ours not in issues
    for known in (
        "Luis Ortega, engineer, must ask",
        "| 12 months + 60 days staging | the successor at the old price | read back |",
        "| Feedback to their product team | early access to the next model |",
        "| Security lead | asked |",
        "| Legal lead | agreed |",
    ):
        assert known in memo, known
    keeps = "(inconvenient: our insurer has to be asked)"
    assert keeps in report("issues", "--internal").replace("\\", "")
    files = sorted((demo / "sessions").glob("*.docx"))
    assert len(files) == 3
    for file_ in files:
        word = "\n".join(parts_of(file_.read_bytes()).values())
        leaks = [ours for ours in INTERNAL if ours in word]
        assert bool(leaks) == ("internal" in file_.name), leaks
