"""What encryption costs: an entry, openings and a review query, against plain in one run.

`python -m benchmarks.encryption`, with the extra `encryption` installed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.store import Store, cipher, keys

PASSPHRASE = "a passphrase of words"
ROUNDS = 3
ENTRIES = 150
THERE = 2_000
"""Rows that a query reads beside them."""
OPENINGS = 3
QUERIES = 30
_INSERT = "INSERT INTO measured (words) VALUES (?)"
_REVIEW = "SELECT count(*), sum(length(words)) FROM measured WHERE words LIKE '%7%'"


def main() -> None:
    """Measure both and print a line for each."""
    for what, (plain, hidden) in compared().items():
        print(f"{what}: {plain:.2f} ms plain, {hidden:.2f} ms encrypted, {hidden / plain:.1f}x")


def compared() -> dict[str, tuple[float, float]]:
    """Medians of the rounds in milliseconds, plain and encrypted, by what was done."""
    with TemporaryDirectory(prefix="negotiator-bench-") as folder:
        rounds: dict[str, list[dict[str, float]]] = {"": [], PASSPHRASE: []}
        for number in range(2 * ROUNDS):  # in turns: others use the disk too
            passphrase = PASSPHRASE if number % 2 else ""
            cipher.use(passphrase)
            workspace = make_workspace(Path(folder, str(number)))
            Store.open(workspace.database).close()
            rounds[passphrase].append(measured(workspace))
        cipher.use("")
    return {
        what: (
            median(each[what] for each in rounds[""]),
            median(each[what] for each in rounds[PASSPHRASE]),
        )
        for what in rounds[""][0]
    }


def measured(workspace: Workspace) -> dict[str, float]:
    """Medians in milliseconds, by what was done."""
    path = Path(workspace.database)
    connection = cipher.connect(path)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE measured (words TEXT)")
    connection.execute("BEGIN")
    connection.executemany(_INSERT, ([f"{each} we roll forward " * 12] for each in range(THERE)))
    connection.execute("COMMIT")
    numbers = iter(range(ENTRIES))
    found = {
        "an entry on the disk": timed(
            lambda: connection.execute(_INSERT, [f"{next(numbers)} we roll forward " * 12]), ENTRIES
        ),
        "a query over all of them": timed(lambda: connection.execute(_REVIEW).fetchone(), QUERIES),
    }
    connection.execute("PRAGMA cache_size=10")  # each page is read, and decrypted, every time
    found["the same, nothing cached"] = timed(
        lambda: connection.execute(_REVIEW).fetchone(), QUERIES
    )
    connection.close()
    found["opening the record"] = timed(lambda: Store.open(path).close(), OPENINGS)
    found["the first opening of a process"] = timed(lambda: first_opening(path), OPENINGS)
    return found


def first_opening(path: Path) -> None:
    """Open a record whose key is not in memory yet."""
    keys.forget()
    Store.open(path).close()


def timed(act: Callable[[], object], times: int) -> float:
    """The median of so many, in milliseconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append(1_000 * (perf_counter() - start))
    return median(taken)


if __name__ == "__main__":
    main()
