"""Everything that was heard, over all deals: what a playbook can learn from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, or_, select

from negotiator.deal.body import Heard, Retracted, Unlearned
from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.deal.standing import live
from negotiator.store.deals import read_deals
from negotiator.store.seal import entries_in
from negotiator.store.tables import ENTRY

_KINDS = [each.model_fields["kind"].default for each in (Heard, Retracted, Unlearned)]
_HEARD = select(ENTRY).where(ENTRY.c.kind.in_(_KINDS)).order_by(ENTRY.c.seq)
_CORRECTED = _HEARD.where(or_(ENTRY.c.kind != _KINDS[0], ENTRY.c.body.contains('"corrected":true')))
"""Only those: a call begins by reading them, and most of what was heard was filed as suggested."""


def read_heard(connection: Connection) -> list[tuple[Deal, Entry]]:
    """What vendors said and nobody took back or unlearned, in order, each with its deal."""
    found = _live(connection, _HEARD)
    unlearned = {entry.body.entry for _, entry in found if isinstance(entry.body, Unlearned)}
    return [
        (deal, entry)
        for deal, entry in found
        if isinstance(entry.body, Heard) and entry.id not in unlearned
    ]


def read_corrections(connection: Connection, beside: UUID) -> list[tuple[Deal, Entry]]:
    """What was filed in other deals otherwise than was suggested, and what of it was unlearned.

    In order, each with its deal, without what was taken back.
    """
    return _live(connection, _CORRECTED.where(ENTRY.c.deal != str(beside)))


def _live(connection: Connection, which: Select[Any]) -> list[tuple[Deal, Entry]]:
    deals = {str(deal.id): deal for deal in read_deals(connection)}
    rows = connection.execute(which).mappings().all()
    of = {row["id"]: deals[row["deal"]] for row in rows if row["deal"] in deals}
    # A retraction of another kind of entry finds nothing here to retract.
    said = live(entries_in(rows)[0])
    return [(of[str(entry.id)], entry) for entry in said if str(entry.id) in of]
