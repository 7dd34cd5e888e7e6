"""Every error that is raised anywhere names what is wrong and what to do about it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "negotiator"
KINDS = {"DeskError", "StoreError"}
SAID_ALREADY = {
    "desk/compare.py",  # an edition's own error, which ends in what to do
    "desk/saved.py",  # the same
    "desk/foreign.py",  # a list, in which each line ends in its remedy
}
"""Where the remedy may be empty, because the text that is handed on has it."""


def raised() -> Iterator[tuple[str, int, ast.Call]]:
    """Each place at which an error of ours is made."""
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KINDS:
                yield file.relative_to(ROOT).as_posix(), node.lineno, node


def ending(node: ast.expr) -> str | None:
    """The last characters of a text, where they are written there."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=[*_, ast.Constant(value=str(text))]):
            return text
    return None


ONLY_NOTHING = re.compile(r"\s*Nothing (was|is) [^.;:,]*\.?\s*")
"""Good to know, and no next step."""


PLACES = list(raised())


def test_they_are_found() -> None:
    assert len(PLACES) > 60


@pytest.mark.parametrize(("file", "line", "call"), PLACES, ids=[f"{f}:{n}" for f, n, _ in PLACES])
def test_it_says_what_and_what_to_do(file: str, line: int, call: ast.Call) -> None:
    if any(isinstance(each, ast.Starred) for each in call.args):
        return  # what and remedy come from a table that is tested with its owner
    assert len(call.args) == 2, f"{file}:{line}: what, and what to do"
    what, remedy = map(ending, call.args)
    if what is not None:
        assert what.rstrip().endswith((".", ":", "?")), f"{file}:{line}: {what!r} is no sentence"
    assert remedy is None or remedy.strip() or file in SAID_ALREADY, f"{file}:{line}: and now?"
    if remedy is not None:
        assert not ONLY_NOTHING.fullmatch(remedy), f"{file}:{line}: {remedy!r} is no next step"


@pytest.mark.parametrize("remedy", ["Nothing was changed.", "Nothing was recorded yet."])
def test_what_was_left_alone_is_no_next_step(remedy: str) -> None:
    assert ONLY_NOTHING.fullmatch(remedy)
    assert not ONLY_NOTHING.fullmatch(remedy.replace(".", "; try again."))
