"""Taking a deal out of a SQLite file so that its words are in no page of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from negotiator.store import search
from negotiator.store.cipher import is_encrypted
from negotiator.store.errors import explained
from negotiator.store.pages import MAGIC
from negotiator.store.sqlite_file import APPLICATION_ID, connected

_WAIT_SECONDS = 2.0
_IN_USE = """
    SELECT edition FROM deal
    UNION SELECT json_extract(body, '$.edition') FROM entry WHERE kind = 'edition-taken'
"""


def is_database(path: Path) -> bool:
    """Whether a file begins as those of SQLite do, or is encrypted."""
    with path.open("rb") as file:
        plain = file.read(len(MAGIC)) == MAGIC
    return plain or is_encrypted(path)


def purge(path: Path, deal: str) -> bool:
    """Take a deal, and the editions that no other deal uses, out of a database or a backup of one.

    Returns:
        Whether it is a database of ours that held the deal.

    Raises:
        StoreError: as below.
    """
    with purged_after(path, deal) as held:
        return held


@contextmanager
def purged_after(path: Path, deal: str) -> Iterator[bool]:
    """The same once all that is done meanwhile was done: cut short, it can be done again.

    Whoever else has the file open would go on with what is gone, so it is done only while nobody
    has. Entries are numbered anew: those that are left are without gaps, as a check expects them.

    Raises:
        StoreError: another program has it open, or it is damaged; then nothing was taken out.
    """
    with (
        explained(str(path)),
        closing(connected(path, wait_seconds=_WAIT_SECONDS)) as file,
    ):
        if not _holds(file, deal):
            yield False
            return
        (journal,) = file.execute("PRAGMA journal_mode").fetchone()
        for setting in ("temp_store=MEMORY", "secure_delete=ON", "locking_mode=EXCLUSIVE"):
            file.execute(f"PRAGMA {setting}").fetchone()
        # Refused while another has it open. With DELETE the journal would keep what was taken out
        # as long as the lock is held, and for good where the program is killed meanwhile.
        file.execute("PRAGMA journal_mode=TRUNCATE").fetchone()
        try:
            file.execute("BEGIN EXCLUSIVE")
            _take_out(file, deal)
            yield True
            file.execute("COMMIT")
            file.execute("VACUUM")
        finally:
            if file.in_transaction:
                file.execute("ROLLBACK")
            file.execute(f"PRAGMA journal_mode={journal}").fetchone()


def _holds(file: sqlite3.Connection, deal: str) -> bool:
    ours = file.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    return ours and bool(file.execute("SELECT 1 FROM deal WHERE id = ?", [deal]).fetchone())


def _take_out(file: sqlite3.Connection, deal: str) -> None:
    for table in ("standing", "entry", "session"):  # in this order, because one refers to the next
        file.execute(f"DELETE FROM {table} WHERE deal = ?", [deal])
    file.execute("DELETE FROM deal WHERE id = ?", [deal])
    file.execute(f"DELETE FROM edition WHERE digest NOT IN ({_in_use(file)})")
    seqs = [seq for (seq,) in file.execute("SELECT seq FROM entry ORDER BY seq")]
    moved: Iterable[tuple[int, int]] = enumerate(seqs, start=1)  # upwards: the place is free
    file.executemany("UPDATE entry SET seq = ? WHERE seq = ?", moved)
    file.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'entry'", [len(seqs)])
    if file.execute(search.TABLE_THERE).fetchone():
        for statement in search.ANEW:
            file.execute(statement)


def _in_use(file: sqlite3.Connection) -> str:
    """The query for the editions in use; the first version kept no copy of the one now in force."""
    columns = {row[1] for row in file.execute("PRAGMA table_info(deal)")}
    now = " UNION SELECT edition_now FROM deal WHERE edition_now IS NOT NULL"
    return _IN_USE + (now if "edition_now" in columns else "")
