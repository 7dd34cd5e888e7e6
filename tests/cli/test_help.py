"""`--help` and `--version`: everything that can be said to the program is in its help."""

from __future__ import annotations

import pytest

from negotiator import __version__
from tests.cli.program import Program

RECORD = (
    "--clause --heard --offered --agreed --promised --note --task --deferred --waived --papered "
    "--refused --raised --parked --read-back --undo --got --precedence --signed-off --answered "
    "--approver --promise"
)
OPTIONS = {
    "": "--workspace --version NEGOTIATOR_WORKSPACE NEGOTIATOR_DATABASE",
    "demo": "throw-away",
    "init": "DIR",
    "suggest": "TEXT - --clause --playbook --limit --json",
    "record": f"DEAL {RECORD}",
    "prepare": "DEAL --batna --deadline --competing --pilot --commitment --minutes --agenda "
    "--participant --json",
    "deals": "--json",
    "show": "DEAL --readiness --json",
    "report": "issues recap DEAL --format md json --internal -o",
    "playbook": "list show check schema",
    "playbook list": "--json",
    "playbook show": "CLAUSE --playbook --origin --json",
    "playbook check": "--json",
    "playbook schema": "JSON Schema",
}


@pytest.mark.parametrize(("command", "options"), OPTIONS.items())
def test_every_option_is_in_the_help(quick: Program, command: str, options: str) -> None:
    words = quick(*command.split(), "--help").out.replace(",", " ").split()
    told = " ".join(words)
    for option in options.split():
        assert option in told, f"{option} of {command}"


def test_every_command_is_in_the_help(negotiator: Program) -> None:
    told = negotiator("--help").out
    for command in OPTIONS:
        assert f"\n    {command.split(' ')[0]} " in told or not command
    assert "exit codes: 0 done, 1 found something wrong, 2 wrong usage" in told


def test_the_version(negotiator: Program) -> None:
    assert negotiator("--version").out == f"negotiator {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [("sing",), ("--sing",), ("deals", "--sing"), ("--workspace",), ("deals", "x")]
)
def test_wrong_usage(quick: Program, arguments: tuple[str, ...]) -> None:
    assert "usage: negotiator" in quick.fails(*arguments, code=2)
