"""The answers of the review screens in hand-written SQL: what their figures are measured against.

What a screen tells beyond SQL (a standing after each entry, a ladder) is not in these: there the
baseline is reading the rows, and the ratio says what the folding costs.
"""

from __future__ import annotations

import sqlite3

_COUNTED = "('agreed', 'papered', 'refused', 'deferred', 'escalated', 'observation', 'traded')"
LIST = (
    "SELECT s.id, s.deal, s.kind, s.author, s.started, s.ended, d.vendor, d.title, d.playbook"
    " FROM session s JOIN deal d ON d.id = s.deal ORDER BY s.started DESC",
    f"SELECT session, kind, count(*) FROM entry WHERE +kind IN {_COUNTED} GROUP BY session, kind",
    "SELECT session, count(*) FROM entry WHERE kind = 'traded'"
    " AND body ->> '$.give' <> '' AND body ->> '$.get' = '' GROUP BY session",
)
SEARCH = (
    *LIST,
    "SELECT entry.seq, entry.session FROM said JOIN entry ON entry.seq = said.rowid"
    " WHERE said MATCH :words",
)
OF_DEAL = (
    "SELECT * FROM session WHERE deal = :deal ORDER BY started",
    "SELECT * FROM entry WHERE deal = :deal ORDER BY seq",
)
_FIRST = (
    "SELECT deal, clause, min(at) AS began FROM entry WHERE kind IN ({kinds})"
    " AND clause IS NOT NULL GROUP BY deal, clause"
)
_TOOK = (
    "SELECT a.clause, julianday(min(a.at)) - julianday(b.began) FROM entry a JOIN ({first}) b"
    " ON a.deal = b.deal AND a.clause = b.clause AND a.at > b.began WHERE a.kind = 'agreed'"
    " GROUP BY a.deal, a.clause"
)
INSIGHTS = (
    "SELECT standing.deal, vendor, clause, agreed, last_at FROM standing"
    " JOIN deal ON deal.id = standing.deal WHERE agreed IS NOT NULL",
    "SELECT deal, clause, standing FROM standing",
    "SELECT clause, body ->> '$.match.objection', count(*), count(DISTINCT deal) FROM entry"
    " WHERE kind = 'heard' AND clause IS NOT NULL GROUP BY 1, 2",
    "SELECT clause, body ->> '$.objection', body ->> '$.step', body ->> '$.landed', count(*)"
    " FROM entry WHERE kind = 'countered' GROUP BY 1, 2, 3, 4",
    "SELECT clause, count(*) FROM entry WHERE kind = 'deferred' GROUP BY 1",
    "SELECT at, deal, session, clause, body FROM entry WHERE kind = 'traded'",
    "SELECT at, deal, body ->> '$.words' FROM entry WHERE kind = 'heard' AND clause IS NULL"
    " ORDER BY seq DESC LIMIT 200",
    _TOOK.format(first=_FIRST.format(kinds="'raised', 'heard'")),
    _TOOK.format(first=_FIRST.format(kinds="'deferred'")),
)


def answer(file: sqlite3.Connection, queries: tuple[str, ...], **values: str) -> int:
    """Run the queries and read all they find; how many rows."""
    return sum(len(file.execute(query, values).fetchall()) for query in queries)
