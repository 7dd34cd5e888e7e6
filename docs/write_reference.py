"""Write commands.md, keys.md and playbooks.md from the program: `python docs/write_reference.py`.

A test fails when what stands there is not what this would write.
"""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, _HelpAction, _SubParsersAction
from collections.abc import Iterator, Mapping
from pathlib import Path

from negotiator.cli.arguments import parser
from negotiator.playbook.load import load
from negotiator.playbook.model import Playbook
from negotiator.playbook.shelf import available, shipped_root
from negotiator.tui import keys, review_keys
from negotiator.tui.paint import MARKS

FOLDER = Path(__file__).parent


def commands() -> str:
    """Every command with its arguments."""
    parts = ["# Commands", "Written from the program; `negotiator COMMAND --help` says the same."]
    parts += [_command(words, each) for words, each in _leaves(parser(), "negotiator")]
    parts.append("Exit codes: 0 done, 1 found something wrong, 2 wrong usage.")
    return "\n\n".join(parts) + "\n"


def keymap() -> str:
    """Every key of every screen, and the marks of the checklist."""
    parts = ["# Keys", "Written from the program; **F1** shows the same on each screen."]
    for heading, screen in (
        ("Everywhere", keys.APP),
        ("Deals", keys.DEALS),
        ("New deal", keys.NEW_DEAL),
        ("Contract", keys.CONTRACT),
        ("Due", keys.DUE),
        ("Insights", keys.INSIGHTS),
        ("Review", review_keys.REVIEWS),
        ("A session, step by step", review_keys.SESSION),
        ("Paths", review_keys.PATHS),
        ("Side by side", review_keys.SIDES),
        ("Renewal", keys.RENEWAL),
        ("Quarterly review", keys.GOVERNANCE),
        ("Live: after Esc has left the line", keys.CALL),
        ("Precedents", keys.PRECEDENTS),
        ("Agenda", keys.AGENDA),
        ("Packages", keys.PACKAGES),
        ("Before the call", keys.PREPARATION),
        ("Promise ledger", keys.PROMISES),
        ("Readiness", keys.READINESS),
        ("Wrap-up", keys.WRAP_UP),
        ("Learned", keys.LEARNED),
        ("While the screen is shared: over what is ours", keys.COVER),
        ("Playbook: outside its text, where letters are text", keys.PLAYBOOK),
    ):
        parts.append(f"## {heading}")
        for group, commands in keys.grouped(screen).items():
            rows = [
                f"| `{keys.key_names(each)}` | {each.title} | {each.help} |" for each in commands
            ]
            table = "\n".join([f"| key | {group} | |", "|---|---|---|", *rows])
            parts.append(table.replace("| This screen |", "| |"))
    marks = [f"| {mark} | {standing} |" for standing, mark in MARKS.items()]
    parts.append("## Marks\n\n" + "\n".join(["| mark | standing |", "|---|---|", *marks]))
    return "\n\n".join(parts) + "\n"


def playbooks() -> str:
    """The shipped playbooks: what each is for, and what it adds to the one below."""
    root = shipped_root()
    books = {name: load(path, (root,)).playbook for name, path in available([root])}
    known = {name: book for name, book in books.items() if book is not None}
    parts = ["# The shipped playbooks", "Written from the playbooks themselves."]
    for name in sorted(known, key=lambda name: (known[name].playbook.extends or "", name)):
        parts += _playbook(known[name], known)
    parts.append("The positions are a negotiator's tools, not legal advice.")
    return "\n\n".join(parts) + "\n"


def _playbook(book: Playbook, known: Mapping[str, Playbook]) -> Iterator[str]:
    header = book.playbook
    below = known.get(header.extends or "")
    yield f"## `{header.id}`: {header.name}"
    yield header.description
    if below is None:
        yield f"{len(book.clause)} clauses; the others are layered over it."
        return
    profile = ", ".join(f"{name} {value}" for name, value in header.profile.items())
    yield f"Layered over `{below.id}`. A deal begins with: {profile}."
    rows = [f"| `{clause.id}` | {clause.title} |" for clause in book.clause]
    new = [
        row for row, clause in zip(rows, book.clause, strict=True) if clause.id not in below.clauses
    ]
    yield "\n".join(["| new clause | |", "|---|---|", *new])
    inherited = {floor.statement for floor in below.floor}
    floors = [f"- {each.statement}" for each in book.floor if each.statement not in inherited]
    yield "\n".join(floors)


def _leaves(level: ArgumentParser, words: str) -> Iterator[tuple[str, ArgumentParser]]:
    """The commands that run something, depth first; `negotiator` alone is one."""
    deeper = [each for each in level._actions if isinstance(each, _SubParsersAction)]
    if not any(each.required for each in deeper):
        yield words, level
    for each in deeper:
        for name, sub in each.choices.items():
            yield from _leaves(sub, f"{words} {name}")


def _command(words: str, command: ArgumentParser) -> str:
    rows = [
        f"| {_cell(_name(each))} | {_cell(each.help or '')} |"
        for each in command._actions
        if each.help != SUPPRESS and not isinstance(each, (_HelpAction, _SubParsersAction))
    ]
    table = ["", "| | |", "|---|---|", *rows] if rows else []
    return "\n".join([f"## `{words}`", "", command.description or "", *table])


def _name(action: Action) -> str:
    choices = "|".join(map(str, action.choices or ()))
    value = action.metavar or choices or action.dest.upper()
    value = value if isinstance(value, str) else " ".join(value)
    if not action.option_strings:
        return choices or f"`{value}`"
    takes = "" if action.nargs == 0 else f" {value}"
    return ", ".join(f"`{option}`" for option in action.option_strings) + takes


def _cell(text: str) -> str:
    """A text in a table, whose cells end at a bar; in code too."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    (FOLDER / "commands.md").write_text(commands(), encoding="utf-8")
    (FOLDER / "keys.md").write_text(keymap(), encoding="utf-8")
    (FOLDER / "playbooks.md").write_text(playbooks(), encoding="utf-8")
