"""A deal's record with some entries in it, to be reported on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.standing import fold
from negotiator.playbook.model import Playbook
from negotiator.report import DealRecord
from tests.samples import playbook
from tests.store.samples import EDITION, a_deal, a_session, an_entry

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
DEAL = a_deal()
SESSION = a_session(DEAL).model_copy(update={"ended": AT + timedelta(minutes=40)})

Said = tuple[AnyBody, str | None]


def a_record(
    entries: Iterable[Entry], on: Playbook | None = None, **editions: Playbook
) -> DealRecord:
    """The record of the deal; further editions by digest."""
    on = on or playbook()
    known = {EDITION: on, **editions}
    return DealRecord(DEAL, on, fold(entries), known, AT, (SESSION,))


def recorded(*said: Said) -> DealRecord:
    """The record after some entries."""
    return a_record(an_entry(SESSION, body, about) for body, about in said)


def parts_of(word: bytes) -> dict[str, str]:
    """The words in every part of a Word file: text, headers, properties."""
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        return {
            name: "\n".join(ElementTree.fromstring(file.read(name)).itertext())
            for name in file.namelist()
            if name.endswith(".xml")
        }
