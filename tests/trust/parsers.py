"""Whatever is read, fuzzed: it is understood or refused in words, and nothing else ever happens.

    python -m tests.trust.parsers --seconds 300

Atheris (coverage-guided, on LLVM's libFuzzer) changes files that are in order, a byte or a piece at
a time, and keeps what reaches code that nothing reached before. Each parser runs in a process of
its own and of limited memory, and is given ten seconds for a text. Skipped where atheris is not
installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.trust.figures import parser

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, tzinfo=UTC)
LONGEST, MEMORY_MIB, WAIT_SECONDS = 32_768, 1_024, 10
Reads = Callable[[bytes], object]


def playbook(folder: Path) -> Reads:
    """TOML, layered, checked by all rules."""
    from negotiator.playbook.check import check
    from negotiator.playbook.load import load
    from negotiator.playbook.rules.finding import Measures
    from negotiator.suggest.quantity import quantities
    from negotiator.suggest.units import UNITS

    def reads(data: bytes) -> None:
        file = folder / "fuzzed.toml"
        file.write_bytes(data)
        check(load(file, [folder]), TODAY, measures=Measures(quantities, UNITS))

    return reads


def deal(folder: Path) -> Reads:
    """A deal that is imported."""
    from negotiator.desk.errors import DeskError
    from negotiator.desk.transfer import read_file

    def reads(data: bytes) -> None:
        file = folder / "deal.json"
        file.write_bytes(data)
        with suppress(DeskError):
            read_file(file, NOW)

    return reads


def foreign(folder: Path) -> Reads:
    """A spreadsheet or an Open Playbook."""
    from negotiator.desk.errors import DeskError
    from negotiator.desk.foreign import read_foreign
    from negotiator.desk.library import Library
    from negotiator.playbook.exchange import csv_import, opf_import  # noqa: F401 - to be watched

    library = Library()

    def reads(data: bytes) -> None:
        file = folder / "foreign"
        file.write_bytes(data)
        with suppress(DeskError):
            read_foreign(library, file, TODAY, "fuzzed", "Fuzzed")

    return reads


def words(folder: Path) -> Reads:
    """What is typed in a call."""
    from negotiator.plain import one_line, visible
    from negotiator.suggest import suggest
    from negotiator.suggest.quantity import quantities
    from tests.hostile import obeyed
    from tests.samples import index

    known = index()

    def reads(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        assert not obeyed(visible(text), "\n\t")
        shown = one_line(text)
        assert not obeyed(shown)
        suggest(known, shown)
        assert all(each.value >= 0 for each in quantities(shown))

    return reads


def small(folder: Path) -> Reads:
    """Settings, what the screens remember, entries that no disk took, and dates as typed."""
    from negotiator.deal.term import Term
    from negotiator.desk.errors import DeskError
    from negotiator.desk.in_hand import read_unsaved
    from negotiator.desk.memory import recall
    from negotiator.desk.settings import read_settings
    from negotiator.desk.span import span
    from negotiator.desk.typed_term import read_term
    from negotiator.desk.workspace import Workspace

    workspace = Workspace(folder)

    def reads(data: bytes) -> None:
        for file in (workspace.settings_file, folder / "state.json"):
            file.write_bytes(data)
        read_settings(workspace)
        recall(folder / "state.json")
        text = data.decode("utf-8", "replace")
        with suppress(ValueError):
            list(read_unsaved(text.splitlines()))
        with suppress(ValueError):
            span(text, TODAY)
        first, _, rest = text.partition("\n")
        for name in Term.model_fields:
            with suppress(DeskError):
                read_term({"ends": first, name: rest}, None)

    return reads


PARSERS: dict[str, Callable[[Path], Reads]] = {
    each.__name__: each for each in (playbook, deal, foreign, words, small)
}


def seeds(name: str) -> Iterator[bytes]:
    """Texts that are in order, to begin with."""
    from negotiator.playbook.exchange.csv_export import as_csv
    from negotiator.playbook.exchange.opf_export import as_opf
    from tests.hostile import CORPUS
    from tests.samples import TEXT
    from tests.samples import playbook as sample

    match name:
        case "playbook":
            yield TEXT.encode()
            yield from (part.encode() for part in TEXT.split("\n\n"))
        case "deal":
            yield _a_deal()
        case "foreign":
            yield as_csv(sample()).text.encode()
            yield as_opf(sample(), "negotiator", NOW).text.encode()
        case "words":
            yield from (text.encode("utf-8", "surrogatepass") for text in CORPUS.values())
            yield b"we roll every customer forward, a year and a half at 99.9% or $500k"
        case _:
            yield b'[me]\nname = "ana"\ndecides_for = ["counsel"]\n'
            yield b'{"theme": "negotiator-dark", "folded": ["data"], "deal": ""}'
            yield b"2026-q3..2027"
            yield b"2027-03-31\n20bd"


def _a_deal() -> bytes:
    from negotiator.desk import Desk
    from negotiator.desk.transfer import dumped, export_deal
    from tests.samples import a_workspace, add_deal

    with TemporaryDirectory() as made:
        workspace = a_workspace(Path(made, "ours"))
        add_deal(workspace)
        desk = Desk.open(workspace)
        try:
            sitting = desk.begin_now(desk.deals_now()[0].id, lambda _: None)
            sitting.hear("we roll every customer forward", None)
            sitting.note(None, "they are in a hurry")
            sitting.save_now()
            known = sitting.deal.id
            file = desk.ask_now(partial(export_deal, deal=str(known), at=NOW))
        finally:
            desk.close()
    edition = file.editions[0].model_copy(update={"text": "{}"})  # short enough to be changed
    return dumped(file.model_copy(update={"editions": (edition,)})).encode()


def fuzz(name: str, seconds: int, corpus: Path) -> None:
    """Fuzz one parser; ends the process, with another code than 0 where something else happened."""
    import atheris

    with atheris.instrument_imports(include=["negotiator"]):
        reads = PARSERS[name](corpus.parent)
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST,
        "rss_limit_mb": MEMORY_MIB,
        "timeout": WAIT_SECONDS,
        "artifact_prefix": f"{corpus.parent}/",
    }
    atheris.Setup(
        [name, *(f"-{option}={value}" for option, value in options.items()), str(corpus)], reads
    )
    atheris.Fuzz()


def main() -> None:
    """Fuzz all of them, one after the other, and count."""
    options = parser(__doc__, seconds=300)
    options.add_argument("--only", choices=PARSERS)
    options.add_argument("--corpus", type=Path)
    given = options.parse_args()
    if find_spec("atheris") is None:
        print("skipped: atheris is not installed")
        return
    if given.corpus:
        fuzz(given.only, given.seconds, given.corpus)
    failed = False
    for name in [given.only] if given.only else PARSERS:
        with TemporaryDirectory() as made:
            corpus = Path(made, "corpus")
            corpus.mkdir()
            for number, text in enumerate(seeds(name)):
                (corpus / str(number)).write_bytes(text)
            again = ("--only", name, "--seconds", str(given.seconds), "--corpus", str(corpus))
            done = subprocess.run(
                [sys.executable, "-m", "tests.trust.parsers", *again],
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
            )
            said = done.stdout + done.stderr
            runs = re.findall(r"^Done (\d+) runs", said, re.MULTILINE)
            reached = re.findall(r" cov: (\d+)", said)
            if done.returncode or not runs:
                failed = True
                print(said[-6_000:])
                for broken in sorted(Path(made).glob("*-*")):
                    print(f"{name} {broken.name}: {broken.read_bytes()[:2_000]!r}")
                continue
            print(
                f"{name}: {runs[-1]} texts, {reached[-1]} places reached, no accident", flush=True
            )
    sys.exit(failed)


if __name__ == "__main__":
    main()
