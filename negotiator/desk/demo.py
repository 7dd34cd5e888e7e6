"""The deals of `negotiator demo`: read from the samples, dated back from now, put in the store."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict

from negotiator.deal.deal import Deal, Session, SessionKind
from negotiator.deal.deferral import working_day
from negotiator.deal.entry import Entry
from negotiator.deal.profile import Profile
from negotiator.desk.samples.line import Place, bodies
from negotiator.playbook.model import Playbook

if TYPE_CHECKING:
    from negotiator.store import Store

_IDS = UUID("6f1d7c52-0b0e-5d0c-9a57-2f6c1e0b9d41")
"""The namespace of the samples' ids, which are the same in every demo."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample deal with its sessions, oldest first."""

    deal: Deal
    sessions: tuple[tuple[Session, tuple[Entry, ...]], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the deal, oldest first."""
        return tuple(entry for _, entries in self.sessions for entry in entries)


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _DealTable(_Table):
    """The `[deal]` of a sample."""

    vendor: str
    title: str
    days_ago: int
    profile: Profile
    follows: str | None = None
    """The name of the sample this deal renews."""


class _SessionTable(_Table):
    """A `[[session]]` of a sample."""

    kind: SessionKind
    planned: int
    author: str
    entry: tuple[dict[str, Any], ...]


class _HeldTable(_SessionTable):
    """A session that is over."""

    days_ago: int
    start: time
    lasted: int

    def times(self, now: datetime) -> tuple[datetime, datetime | None]:
        """When it began and when it ended."""
        started = _moment(now, self.days_ago, self.start)
        return started, started + timedelta(minutes=self.lasted)


class _OpenTable(_SessionTable):
    """A session that is going on: the demo goes on with it, as after an interruption."""

    minutes_ago: int

    def times(self, now: datetime) -> tuple[datetime, datetime | None]:
        """When it began, and that it has not ended."""
        return now - timedelta(minutes=self.minutes_ago), None


class _File(_Table):
    deal: _DealTable
    session: tuple[_HeldTable | _OpenTable, ...]


def build_demo(
    store: Store, playbook: Playbook, digest: str, edition_text: str, now: datetime
) -> None:
    """Put the sample deals into an empty store, as if they had been negotiated up to now.

    Args:
        digest: the digest of `playbook`, under which its text is saved with each deal.
        edition_text: the playbook as `dump_edition` writes it.
        now: the time with the local offset; everything lies before it.
    """
    for sample in read_samples(playbook, digest, now):
        store.add_deal(sample.deal, version=playbook.playbook.version, text=edition_text)
        for session, _ in sample.sessions:
            store.start_session(session)
        store.append(sample.deal.id, sample.entries)


def read_samples(playbook: Playbook, digest: str, now: datetime) -> Iterator[Sample]:
    """The sample deals, each after the one it renews.

    Raises:
        ValueError: a sample is wrong, or names what the playbook does not have.
    """
    folder = files("negotiator.desk") / "samples"
    texts = {
        file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    tables = {name: _File.model_validate(tomllib.loads(text)) for name, text in texts.items()}
    for name in sorted(tables, key=lambda name: (-tables[name].deal.days_ago, name)):
        yield _sample(name, tables[name], playbook, digest, now)


def _sample(name: str, table: _File, playbook: Playbook, digest: str, now: datetime) -> Sample:
    about = table.deal
    deal = Deal(
        id=uuid5(_IDS, name),
        vendor=about.vendor,
        title=about.title,
        profile=about.profile,
        playbook=playbook.id,
        edition=digest,
        created=_moment(now, about.days_ago, time(9)),
        follows=uuid5(_IDS, about.follows) if about.follows else None,
    )
    sessions = []
    lines: dict[str, UUID] = {}
    for number, sitting in enumerate(table.session, start=1):
        session = _session(deal, f"{name}/{number}", sitting, now)
        place = Place(playbook, deal.profile, session.started.date(), dict(lines))
        entries = tuple(_entries(session, f"{name}/{number}", sitting, place))
        sessions.append((session, entries))
        lines |= {f"{number}/{at}": written for at, written in place.lines.items() if "/" not in at}
    return Sample(deal, tuple(sessions))


def _session(deal: Deal, name: str, sitting: _HeldTable | _OpenTable, now: datetime) -> Session:
    started, ended = sitting.times(now)
    return Session(
        id=uuid5(_IDS, name),
        deal=deal.id,
        kind=sitting.kind,
        started=started,
        ended=ended,
        planned_minutes=sitting.planned,
        author=sitting.author,
    )


def _entries(session: Session, name: str, sitting: _SessionTable, place: Place) -> Iterator[Entry]:
    for line in sitting.entry:
        try:
            for part, (after, clause, body) in enumerate(bodies(line, place)):
                entry = Entry(
                    id=uuid5(_IDS, f"{name}/{line['at']}/{part}"),
                    session=session.id,
                    clause=clause,
                    author=line.get("by", sitting.author),
                    at=session.started + after,
                    body=body,
                )
                place.lines[line["at"]] = entry.id
                yield entry
        except ValueError as error:
            raise ValueError(f"{name}: {_shown(line)}: {error}") from error


def _moment(now: datetime, days_ago: int, at: time) -> datetime:
    """A time of day on a working day, some days before now, with the offset of now."""
    day: date = working_day(now.date() - timedelta(days=days_ago), -1)
    return datetime.combine(day, at, tzinfo=now.tzinfo)


def _shown(line: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value!r}" for name, value in line.items())
