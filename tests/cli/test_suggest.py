"""`negotiator suggest`: words in, an answer out; as a stream, at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

import pytest

from tests.cli.program import COMMAND, Program
from tests.samples import PINNING, RETENTION, clause

FLEET = "we roll every customer forward, no old checkpoints"
NOTHING = "did you see the match last night"
SOON = 10.0
"""Seconds within which a line is answered at once, on a busy machine."""


def test_an_answer_a_person_can_read(negotiator: Program) -> None:
    first, *rest = negotiator("suggest", FLEET).out.splitlines()
    assert first.startswith(f"▸ {PINNING}  ")
    assert first.endswith("%")
    objection = clause().objection_by_id("one-fleet")
    assert objection is not None
    assert rest[0] == f"    say   {objection.counter[0].say}"
    assert rest[1] == "    then  18 months"
    assert rest[2].startswith("    why   ")


def test_several_words_are_one_statement(quick: Program) -> None:
    assert quick("suggest", *FLEET.split()).out == quick("suggest", FLEET).out


def test_nothing_is_claimed_in_words(quick: Program) -> None:
    assert quick("suggest", NOTHING).out == "nothing in the playbook is near enough\n"


def test_one_object_as_json(negotiator: Program) -> None:
    answer = negotiator("suggest", "--json", FLEET).json
    assert list(answer) == ["heard", "suggestions"]
    assert answer["heard"] == FLEET
    best = answer["suggestions"][0]
    assert list(best) == ["clause", "objection", "score", "say", "next", "why"]
    assert best["clause"] == PINNING
    assert best["objection"] == "one-fleet"
    assert 0 < best["score"] <= 1
    assert best["next"] == "target"


def test_nothing_is_claimed_as_json(quick: Program) -> None:
    assert quick("suggest", "--json", NOTHING).json == {"heard": NOTHING, "suggestions": []}


def test_a_rung_that_needs_someone_names_them(quick: Program) -> None:
    out = quick("suggest", "--playbook", "strict", FLEET, folder=_strict(quick)).out
    assert "then  18 months (needs The general counsel)" in out


def _strict(program: Program) -> Path:
    """A second playbook, in which the target needs an approver."""
    text = (program.folder / "playbooks" / "llm-vendor.toml").read_text()
    text = text.replace('id = "llm-vendor"', 'id = "strict"', 1)
    text = text.replace('label = "18 months"', 'label = "18 months"\napprover = "counsel"')
    (program.folder / "playbooks" / "strict.toml").write_text(text)
    return program.folder


# ── options ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("limit", [1, 2])
def test_no_more_than_the_limit(quick: Program, limit: int) -> None:
    words = "breach notice late, liability capped at fees, list prices rise, prompts stored"
    found = quick("suggest", "--json", "--limit", limit, words).json["suggestions"]
    assert len(found) == limit


@pytest.mark.parametrize("limit", ["0", "51", "-1", "x", "²", ""])
def test_a_limit_that_is_none(quick: Program, limit: str) -> None:
    told = quick.fails("suggest", f"--limit={limit}", FLEET, code=2)
    assert "not a number from 1 to 50" in told


def test_the_clause_on_screen_has_a_say(quick: Program) -> None:
    words = "list prices rise every january, and prompts are stored for abuse monitoring"
    scores = {}
    for on_screen in (RETENTION, "commercial.price"):
        answer = quick("suggest", "--json", "--clause", on_screen, words).json
        for found in answer["suggestions"]:
            scores[on_screen, found["clause"]] = found["score"]
    for on_screen in (RETENTION, "commercial.price"):
        other = RETENTION if on_screen != RETENTION else "commercial.price"
        assert scores[on_screen, on_screen] > scores.get((other, on_screen), 0)


def test_an_unknown_clause(quick: Program) -> None:
    told = quick.fails("suggest", "--clause", "data.retension", FLEET)
    assert f"Did you mean {RETENTION}?" in told


def test_an_unknown_playbook(negotiator: Program) -> None:
    told = negotiator.fails("suggest", "--playbook", "llm-vender", FLEET)
    assert "There is no playbook llm-vender. Did you mean llm-vendor?" in told


def test_a_playbook_by_its_path(quick: Program) -> None:
    path = quick.folder / "playbooks" / "llm-vendor.toml"
    found = quick("suggest", "--json", "--playbook", path, FLEET, folder=Path("/")).json
    assert found["suggestions"][0]["clause"] == PINNING


def test_without_words_it_is_wrong_usage(quick: Program) -> None:
    assert "TEXT" in quick.fails("suggest", code=2)


# ── a stream ─────────────────────────────────────────────────────────────────────────────────


@contextmanager
def stream(program: Program, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """`suggest -`, with pipes on both sides."""
    running = subprocess.Popen(
        [*COMMAND, "suggest", *options, "-"],
        cwd=program.folder,
        env=program.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with running:
        yield running
        running.kill()


def answer(running: subprocess.Popen[bytes]) -> Any:
    """The next line, which must come soon."""
    assert running.stdout is not None
    assert select([running.stdout], [], [], SOON)[0], "no answer came"
    return json.loads(running.stdout.readline())


def test_a_line_in_an_object_out_at_once(negotiator: Program) -> None:
    with stream(negotiator, "--json") as running:
        assert running.stdin is not None
        for words in (FLEET, NOTHING, "prompts are stored for abuse monitoring"):
            running.stdin.write(words.encode() + b"\n")
            running.stdin.flush()
            assert answer(running)["heard"] == words
        running.stdin.close()
        assert running.wait(SOON) == 0


def test_a_reader_who_has_gone_ends_it_quietly(negotiator: Program) -> None:
    with stream(negotiator, "--json") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(b"one\n")
        running.stdin.flush()
        answer(running)
        running.stdout.close()
        running.stdin.write(b"two\nthree\n")
        running.stdin.flush()
        assert running.wait(SOON) == 0
        assert running.stderr.read() == b""


def test_ctrl_c_ends_it_quietly(negotiator: Program) -> None:
    with stream(negotiator, "--json") as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(b"one\n")
        running.stdin.flush()
        answer(running)
        running.send_signal(signal.SIGINT)
        assert running.wait(SOON) == 130
        assert running.stderr.read() == b""


def test_lines_of_every_sort(quick: Program) -> None:
    given = f"{FLEET}\n\n  \r\n{NOTHING}\r\nlast without an end"
    answers = quick("suggest", "--json", "-", stdin=given).lines
    assert [each["heard"] for each in answers] == [FLEET, "", "  ", NOTHING, "last without an end"]
    assert [bool(each["suggestions"]) for each in answers[:4]] == [True, False, False, False]


def test_no_lines(quick: Program) -> None:
    assert quick("suggest", "--json", "-").out == ""
    assert quick("suggest", "-").out == ""


def test_what_is_no_utf_8_is_named_after_what_came_before_was_answered(
    negotiator: Program,
) -> None:
    done = negotiator("suggest", "--json", "-", stdin=b"one\ntwo\ncaf\xe9\nfour\n", code=1)
    assert [each["heard"] for each in done.lines] == ["one", "two"]
    assert "Line 3 of standard input is not UTF-8" in done.err
    assert "iconv" in done.err


def test_any_locale_is_read_as_utf_8(negotiator: Program) -> None:
    settings = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = negotiator("suggest", "--json", "-", stdin="café 👍\n", settings=settings)
    assert done.out.isascii()
    assert done.json["heard"] == "café 👍"
    assert "\\u25b8" in negotiator("suggest", FLEET, settings=settings).out


@pytest.mark.parametrize("word", ["x", "roll customers forward 60 days ", "\x1b"])
def test_ten_thousand_characters(quick: Program, word: str) -> None:
    words = (word * 10_000)[:10_000]
    (found,) = quick("suggest", "--json", "-", stdin=f"{words}\n").lines
    assert len(found["heard"]) >= 10_000
    assert len(quick("suggest", "--json", words).lines) == 1


def test_escapes_come_out_by_their_names(quick: Program) -> None:
    out = quick("suggest", "--json", "\x1b[31mroll\x07 every customer\u202e forward").out
    assert "\x1b" not in out
    assert json.loads(out)["heard"] == "\\x1b[31mroll\\x07 every customer\\u202e forward"


def test_a_closed_input_is_an_empty_one(negotiator: Program) -> None:
    closing = f"exec {' '.join(COMMAND)} suggest --json - <&-"
    done = subprocess.run(
        ["sh", "-c", closing],
        cwd=negotiator.folder,
        env={**os.environ, **negotiator.environment},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
