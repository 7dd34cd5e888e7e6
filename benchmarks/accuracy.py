"""How well it listens: `python -m benchmarks.accuracy [FILE…]` measures labelled statements.

Without files the project's own sets in tests/suggest are measured, and those that the environment
variable NEGOTIATOR_HEARD names. The tables are printed as Markdown, for docs/accuracy.md and the
README. No clause is on screen when a statement is read: words alone decide.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from benchmarks.baselines import BASELINES, Text, texts_of
from benchmarks.copies import copies, told_by
from benchmarks.playbooks import MAIN, all_shipped, shipped
from benchmarks.scores import (
    DEPTH,
    Answer,
    Judged,
    Matcher,
    Score,
    changes,
    confusions,
    judge,
    slip,
)
from benchmarks.scores import score as scored
from benchmarks.statements import Statement, known, own_and_elsewhere, statements
from negotiator.suggest import Context, Index, build_index, suggest

OURS = "negotiator"
_PAIRS = 25
"""Confusions that are listed."""
_COLUMNS = ("recall@1", "recall@3", "MRR", "recall@3 at 60%", "silent off topic", "changes")


class Floor(NamedTuple):
    """The least that a set must reach, in percent."""

    first: float
    third: float
    early: float
    silent: float


FLOORS: Mapping[str, Floor] = {
    "heard": Floor(89, 94, 86, 83),
    "heard-fresh": Floor(81, 89, 80, 82),
    "heard-blind": Floor(82, 91, 80, 80),
    "heard-trades": Floor(67, 78, 59, 92),
}
"""About two points, and at least one statement, below what was measured last."""
ELSEWHERE = Floor(82, 92, 78, 85)
"""The same for any other set of this kind."""

_TITLES = {
    "first": "recall@1",
    "third": "recall@3",
    "early": "recall@3 at 60%",
    "silent": "silence off topic",
}

JudgedSets = Mapping[Path, Sequence[Judged]]


def engine(index: Index) -> Matcher:
    """Our own matcher."""

    def matcher(text: str) -> Answer:
        found = suggest(index, text, limit=DEPTH)
        return Answer([each.clause for each in found], claimed=bool(found))

    return matcher


def typed(index: Index) -> Matcher:
    """Our own matcher as the live screen asks it: it knows what was first a key ago."""
    before: str | None = None

    def matcher(text: str) -> Answer:
        nonlocal before
        found = suggest(index, text, context=Context(before=before), limit=DEPTH)
        before = found[0].clause if found else None
        return Answer([each.clause for each in found], claimed=bool(found))

    return matcher


def run(paths: Sequence[Path] = (), *, short: bool = False, details: bool = False) -> list[str]:
    """Print the figures; what is wrong with them, a complaint each.

    Args:
        paths: the sets; none for our own and those that the environment names.
        short: our own matcher alone, held against its floors.
        details: by style and kind too, and what is taken for what.

    Raises:
        SystemExit: a set cannot be read.
    """
    sets = _read(paths or own_and_elsewhere())
    told = told_by(all_shipped())
    complaints = [each for path, said in sets.items() for each in copies(path, said, told)]
    playbook = shipped()
    index = build_index(playbook)
    ours = engine(index)
    judged = {path: judge(ours, said) for path, said in sets.items()}
    if short:
        _print_floors(judged)
        complaints += _below(judged)
    else:
        _print_tables(judged, index, texts_of(playbook))
    if details:
        _print_groups(judged)
        _print_confusions(judged)
    for complaint in complaints:
        print(f"WRONG  {complaint}")
    return complaints


def _read(paths: Sequence[Path]) -> dict[Path, list[Statement]]:
    try:
        return {path: statements(path) for path in paths}
    except (OSError, ValueError) as error:
        raise SystemExit(f"cannot measure: {error}") from None


def _below(judged: JudgedSets) -> Iterator[str]:
    for path, each in judged.items():
        score, floor = scored(each), _floor(path)
        for name, least in floor._asdict().items():
            reached: float | None = getattr(score, name)
            if reached is not None and reached < least:
                yield f"{path.name}: {_TITLES[name]} is {reached:.1f}%, under its floor of {least}%"


def _floor(path: Path) -> Floor:
    return FLOORS[path.stem] if known(path) else ELSEWHERE


def _print_floors(judged: JudgedSets) -> None:
    print(f"accuracy over {MAIN}, percent (at least)")
    for path, each in judged.items():
        score, floor = scored(each), _floor(path)
        figures = (
            f"{_TITLES[name]} {reached:.1f} ({least})"
            for name, least in floor._asdict().items()
            if (reached := getattr(score, name)) is not None
        )
        print(f"  {path.stem:<14} {'   '.join(figures)}")


def _print_tables(by_ours: JudgedSets, index: Index, texts: Sequence[Text]) -> None:
    """The long table, a row as soon as it is measured, then the short one."""
    scores: dict[str, list[Score]] = {OURS: []}
    print(_row("set", "matcher", *_COLUMNS))
    print(_rule(2, len(_COLUMNS)))
    for path, each in by_ours.items():
        scores[OURS].append(scored(each))
        changed = mean(changes(typed(index), one.statement.heard) for one in each)
        print(_row(path.stem, OURS, *_figures(scored(each)), f"{changed:.2f}"), flush=True)
    for name, matcher in _baselines(texts):
        scores[name] = []
        for path, each in by_ours.items():
            score = scored(judge(matcher, [one.statement for one in each]))
            scores[name].append(score)
            print(_row(path.stem, name, *_figures(score), ""), flush=True)
    print("\nrecall@1 / recall@3, percent\n")
    sizes = [f"{path.stem} ({len(each)})" for path, each in by_ours.items()]
    print(_row("", *sizes))
    print(_rule(1, len(sizes)))
    for name, figures in scores.items():
        print(_row(name, *(f"{_figure(one.first)} / {_figure(one.third)}" for one in figures)))


def _baselines(texts: Sequence[Text]) -> Iterator[tuple[str, Matcher]]:
    """Those that are installed, each made when its turn comes."""
    for name, make in BASELINES:
        try:
            yield name, make(texts)
        except ImportError:
            print(f"{name} is not measured: pip install -e '.[bench]'", file=sys.stderr)


def _print_groups(judged: JudgedSets) -> None:
    """How the figures differ by style and by kind, for each set."""
    print("\nby style and kind\n")
    print(_row("set", "", "statements", *_COLUMNS[:-1]))
    print(_rule(2, len(_COLUMNS)))
    for path, each in judged.items():
        for field in ("style", "kind"):
            for value in sorted({getattr(one.statement, field) for one in each}):
                group = [one for one in each if getattr(one.statement, field) == value]
                figures = _figures(scored(group))
                print(_row(path.stem, value, str(len(group)), *figures))


def _print_confusions(judged: JudgedSets) -> None:
    everything = [one for each in judged.values() for one in each]
    print(f"\nwhat is wrong with those of {len(everything)} that are not right at once\n")
    print(_row("", "statements"))
    print(_rule(1, 1))
    for name, count in Counter(map(slip, everything)).most_common():
        if name:
            print(_row(name, str(count)))
    wrong = confusions(everything)
    print(f"\nthe commonest of {len(wrong)} confusions\n")
    print(_row("expected", "found", "times", "for example"))
    print("|---|---|--:|---|")
    for expected, found, heard in wrong[:_PAIRS]:
        print(_row(expected or "off topic", found or "nothing", str(len(heard)), heard[0]))


def _figures(score: Score) -> list[str]:
    rank = "" if score.rank is None else f"{score.rank:.3f}"
    return [
        _figure(score.first),
        _figure(score.third),
        rank,
        _figure(score.early),
        _figure(score.silent),
    ]


def _figure(share: float | None) -> str:
    return "" if share is None else f"{share:.1f}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _rule(names: int, figures: int) -> str:
    return f"|{'---|' * names}{'--:|' * figures}"


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a set of statements")
    parser.add_argument("--details", action="store_true", help="by style and kind; confusions")
    parser.add_argument("--short", action="store_true", help="without baselines; check the floors")
    given = parser.parse_args()
    sys.exit(1 if run(given.files, short=given.short, details=given.details) else 0)


if __name__ == "__main__":
    main()
