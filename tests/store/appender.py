"""A program of its own that appends to a deal and says what it was told is saved.

    python -m tests.store.appender DATABASE DEAL SESSION COUNT

Prints `ready`, waits for a line, then prints the id of each entry after `append` has returned.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

from negotiator.deal.body import Agreed, AnyBody, Heard, Offered, Refused
from negotiator.store import Store
from tests.store.samples import an_entry

BODIES: tuple[AnyBody, ...] = (
    Heard(words="we roll everyone forward"),
    Offered(rung="target"),
    Refused(),
    Agreed(rung="fallback-1"),
)


def main() -> None:
    """Append one entry after the other."""
    path, deal, session, count = sys.argv[1:]
    with Store.open(Path(path), wait_seconds=60) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(int(count)):
            body = BODIES[number % len(BODIES)]
            entry = an_entry(UUID(session), body, clause=f"area.clause-{number % 7}")
            store.append(UUID(deal), [entry])
            print(entry.id, flush=True)


if __name__ == "__main__":
    main()
