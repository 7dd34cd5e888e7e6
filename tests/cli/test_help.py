"""`--help` and `--version`: everything that can be said to the program is in its help."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, _SubParsersAction
from collections.abc import Iterator

import pytest

from negotiator import __version__
from negotiator.cli.arguments import parser
from tests.cli.program import Program

Words = tuple[str, ...]


def levels(level: ArgumentParser, *words: str) -> Iterator[tuple[Words, ArgumentParser]]:
    """Every command with its parser, and what is below it; `negotiator` alone is the first."""
    yield words, level
    for each in level._actions:
        if isinstance(each, _SubParsersAction):
            for name, sub in each.choices.items():
                yield from levels(sub, *words, name)


LEVELS = list(levels(parser()))


def squeezed(text: str) -> str:
    """A text without what breaks it into lines."""
    return "".join(text.split())


def test_they_are_found() -> None:
    assert {(), ("record",), ("playbook",), ("playbook", "check")} <= {words for words, _ in LEVELS}


@pytest.mark.parametrize(
    ("words", "level"), LEVELS, ids=[" ".join(words) or "negotiator" for words, _ in LEVELS]
)
def test_every_argument_is_in_the_help(quick: Program, words: Words, level: ArgumentParser) -> None:
    told = squeezed(quick(*words, "--help").out)
    for each in level._actions:
        if each.help == SUPPRESS:
            assert words, f"{each.dest} is told nowhere"
            assert each.dest == "workspace", f"{each.dest} of {words} is told nowhere"
        elif isinstance(each, _SubParsersAction):
            helps = {listed.dest: listed.help for listed in each._choices_actions}
            for name in each.choices:
                assert helps.get(name), f"{name} has no help"
                assert squeezed(f"{name}{helps[name]}") in told, name
        else:
            assert each.help, f"{each.dest} of {words} has no help"
            for text in (*each.option_strings, *(each.choices or ()), each.help):
                assert squeezed(str(text)) in told, f"{text} of {words}"


def test_what_goes_without_saying_is_in_the_help(negotiator: Program) -> None:
    told = negotiator("--help").out
    assert "NEGOTIATOR_WORKSPACE" in told
    assert "NEGOTIATOR_DATABASE" in told
    assert "exit codes: 0 done, 1 found something wrong, 2 wrong usage" in told


def test_the_version(negotiator: Program) -> None:
    assert negotiator("--version").out == f"negotiator {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [("sing",), ("--sing",), ("deals", "--sing"), ("--workspace",), ("deals", "x")]
)
def test_wrong_usage(quick: Program, arguments: tuple[str, ...]) -> None:
    assert "usage: negotiator" in quick.fails(*arguments, code=2)
