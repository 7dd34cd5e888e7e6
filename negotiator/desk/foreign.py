"""A file from elsewhere, read and judged: a playbook that nothing is wrong with, or all that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from negotiator.desk.errors import DeskError
from negotiator.desk.library import Library
from negotiator.plain import ended
from negotiator.playbook.exchange.draft import Draft, Flaw
from negotiator.playbook.load import judged
from negotiator.playbook.model import Playbook
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import text_in
from negotiator.playbook.shelf import default_id

MOST_BYTES, MOST_BYTES_CSV = 32_000_000, 5_000_000
"""A published Open Playbook has seven million; a spreadsheet of so many is no playbook."""
_MOST_FLAWS = 20
"""More than anyone corrects before the next try."""
_SPREADSHEET = "save the sheet as CSV UTF-8, and import that"
_OTHER_FILES = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods", ".numbers"), _SPREADSHEET),
    **dict.fromkeys((".yaml", ".yml"), "write the Open Playbook as JSON, and import that"),
    ".toml": "it is a playbook already: put it into the playbooks/ of the workspace",
}
"""What is neither CSV nor JSON by the end of its name, and what to do with it."""
_IN_SHEETS = "save it as CSV UTF-8, or in the UTF-8 encoding"
_WORDS = "internal-words"
"""A rule about single words, which a contract may use in another sense: no reason to refuse it."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A playbook from elsewhere."""

    name: str
    """Of the file."""
    form: str
    playbook: Playbook
    lost: tuple[str, ...]
    to_do: tuple[str, ...]


def read_foreign(library: Library, file: Path, today: date, identity: str, title: str) -> Foreign:
    """The playbook in a CSV or Open Playbook file; which of them it is, its text tells.

    Raises:
        DeskError: something in it is wrong; names what, where and the remedy.
    """
    text = _text(file)
    if text.lstrip()[:1] in ("{", "["):
        return _open_playbook(library, file, text, today, identity, title)
    if len(text) > MOST_BYTES_CSV:
        what = f"{file} is larger than {MOST_BYTES_CSV // 1_000_000} MB."
        raise DeskError(what, "Check that it is a playbook at all.")
    return _spreadsheet(library, file, text, today, identity, title)


def _text(file: Path) -> str:
    remedy = _OTHER_FILES.get(file.suffix.lower())
    if remedy and file.is_file():
        raise DeskError(f"{file} is no CSV and no JSON.", f"{remedy[0].upper()}{remedy[1:]}.")
    text = text_in(file, MOST_BYTES)
    if isinstance(text, Problem):
        remedy = _IN_SHEETS if text.code == "not-utf-8" else text.remedy
        line = f", line {text.line}" if text.code in ("not-utf-8", "not-text") else ""
        raise DeskError(f"{file}{line}: {text.what}.", f"Remedy: {ended(remedy)}")
    return text


def _spreadsheet(
    library: Library, file: Path, text: str, today: date, identity: str, title: str
) -> Foreign:
    from negotiator.playbook.exchange.csv_import import flaw_in, from_csv

    name = title or file.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    read = from_csv(file, text, identity or default_id(Path(file.stem)), name)
    if isinstance(read, list):
        raise _refused(file, read)
    draft, sheet = read
    playbook, problems = _judged(library, draft, today)
    wrong: dict[tuple[str, str], Flaw] = {}
    for problem in problems:
        flaw = flaw_in(sheet, problem)
        # A priority that is written once goes wrong at all four risk tiers.
        what = flaw.remedy if problem.code == "bad-value" else flaw.what
        wrong |= {(flaw.where, what): flaw} if problem.code != _WORDS else {}
    if wrong or playbook is None:
        raise _refused(file, wrong.values())
    words = [str(flaw_in(sheet, problem)) for problem in problems]
    return _foreign(file, "a spreadsheet", playbook, draft, words)


def _open_playbook(
    library: Library, file: Path, text: str, today: date, identity: str, title: str
) -> Foreign:
    from negotiator.playbook.exchange.opf_import import from_opf

    draft = from_opf(file, text, identity)
    if isinstance(draft, list):
        raise _refused(file, draft)
    if title:
        draft.source.data["playbook"]["name"] = title
    playbook, problems = _judged(library, draft, today)
    wrong = [problem for problem in problems if problem.code != _WORDS]
    if wrong or playbook is None:
        raise _refused(file, [Flaw("the playbook in it", each.what, each.remedy) for each in wrong])
    words = [f"{problem.what}; {problem.remedy}" for problem in problems]
    return _foreign(file, "Open Playbook Format 0.3", playbook, draft, words)


def _judged(library: Library, draft: Draft, today: date) -> tuple[Playbook | None, list[Problem]]:
    """The playbook as far as it is sound, and the errors in it."""
    loaded = judged(draft.source)
    found = library.problems(loaded, today)
    return loaded.playbook, [problem for problem in found if problem.is_error]


def _foreign(file: Path, form: str, playbook: Playbook, draft: Draft, words: list[str]) -> Foreign:
    """The playbook, with words that it should not say aloud as warnings for a person."""
    if words:
        head = playbook.playbook.model_copy(update={"check": {_WORDS: "warning"}})
        playbook = playbook.model_copy(update={"playbook": head})
    return Foreign(file.name, form, playbook, draft.lost, (*draft.to_do, *words))


def _refused(file: Path, flaws: Iterable[Flaw]) -> DeskError:
    shown = list(map(str, flaws))
    more = len(shown) - _MOST_FLAWS
    lines = [*shown[:_MOST_FLAWS], *([f"and {more} more like these"] if more > 0 else [])]
    if len(lines) == 1:
        remedy = "Nothing was written; import it again once that is done."
        return DeskError(f"{file}, {lines[0]}.", remedy)
    what = "".join(f"\n  {line}" for line in lines)
    return DeskError(f"{file} is not imported, and nothing was written:{what}", "")
