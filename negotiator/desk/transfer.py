"""A deal as one file: what is exported, and how a file is checked before anything is written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from negotiator.deal import body as b
from negotiator.deal.deal import Deal, Digest, Session
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState, live
from negotiator.desk.errors import DeskError
from negotiator.plain import visible
from negotiator.playbook.edition import EditionError, digest_of, load_edition

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from negotiator.store import Merged, Store

VERSION = 1
LIMIT = 64_000_000
"""Bytes of a file that is read at all: a deal of ten thousand entries takes four million."""
_AHEAD = timedelta(days=1)
"""How far another clock may be ahead of ours."""
_MOST_PROBLEMS = 5


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class EditionText(_Part):
    """A playbook edition that the deal was negotiated on."""

    digest: Digest
    playbook: Annotated[str, Field(max_length=200)]
    version: Annotated[str, Field(max_length=200)]
    text: str


class DealFile(_Part):
    """Everything of one deal."""

    format: Literal["negotiator-deal"] = "negotiator-deal"
    version: Literal[1] = 1
    exported: AwareDatetime
    redacted: bool = False
    deal: Deal
    editions: tuple[EditionText, ...]
    sessions: tuple[Session, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import came to."""

    deal: str
    vendor: str
    title: str
    new: bool
    """The deal was not there before."""
    sessions: int
    entries: int
    known: int
    """Entries that were there already."""
    both: tuple[tuple[str, str], ...]
    """Clauses on which both sides had recorded something of their own, and where they are now."""
    differing: tuple[str, ...]
    """Entries that are there with other content; ours were kept."""


def export_deal(store: Store, deal: str, at: datetime) -> DealFile:
    """A deal as the record has it, retracted entries included."""
    found = store.find_deal(deal)
    entries = store.entries(found.id)
    taken = [each.body.edition for each in entries if isinstance(each.body, b.EditionTaken)]
    editions = [
        EditionText(digest=digest, playbook=playbook, version=version, text=text)
        for digest in dict.fromkeys([found.edition, *taken])
        for playbook, version, text in [store.edition_row(digest)]
    ]
    return DealFile(
        exported=at,
        deal=found,
        editions=tuple(editions),
        sessions=tuple(store.sessions(found.id)),
        entries=tuple(entries),
    )


def dumped(file: DealFile) -> str:
    """The file as text."""
    return json.dumps(file.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def read_file(path: Path, now: datetime) -> DealFile:
    """A deal from a file, in which nothing is trusted.

    Raises:
        DeskError: it cannot be read, is no such file, or something in it is wrong; all is said.
    """
    if path.exists() and not path.is_file():  # opening a pipe would wait for ever
        raise DeskError(
            f"{path} cannot be read: it is not an ordinary file.",
            "Name the file that was exported.",
        )
    try:
        with path.open("rb") as source:
            content = source.read(LIMIT + 1)
    except OSError as error:
        raise DeskError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    if len(content) > LIMIT:
        what = f"{path} is larger than {LIMIT // 1_000_000} MB, which no deal is."
        raise DeskError(what, "Name the file that was exported.")
    try:
        parsed = json.loads(content.decode())
        file = DealFile.model_validate(_shown(parsed))
    except ValidationError as error:
        raise _refused(path, parsed, error) from error
    except (ValueError, RecursionError) as error:
        raise DeskError(f"{path} is no exported deal.", "Export it again.") from error
    _check(path, file, now)
    return file


def import_deal(store: Store, file: DealFile) -> Taken:
    """Merge a deal into the record, by the ids of its entries; the same again changes nothing."""
    ours = next((deal for deal in store.deals() if deal.id == file.deal.id), None)
    before = {entry.id for entry in store.entries(ours.id)} if ours else set()
    merged = store.merge(
        file.deal,
        editions=[(each.digest, each.playbook, each.version, each.text) for each in file.editions],
        sessions=file.sessions,
        entries=file.entries,
    )
    return _taken(file, merged, before, new=ours is None)


def _taken(file: DealFile, merged: Merged, before: set[UUID], *, new: bool) -> Taken:
    theirs = {entry.id for entry in file.entries}
    return Taken(
        deal=str(file.deal.id),
        vendor=file.deal.vendor,
        title=file.deal.title,
        new=new,
        sessions=merged.sessions,
        entries=merged.entries,
        known=len(theirs & before),
        both=tuple(_both(merged.state, theirs - before, before - theirs)),
        differing=tuple(map(str, merged.differing)),
    )


def _both(state: DealState, theirs: set[UUID], ours: set[UUID]) -> Iterable[tuple[str, str]]:
    """The clauses about which each side says something that the other did not know."""
    counting = live(state.log)
    touched = [{e.clause for e in counting if e.clause and e.id in side} for side in (theirs, ours)]
    for clause in sorted(touched[0] & touched[1]):
        yield clause, str(state.clause(clause).standing)


def _shown(node: Any) -> Any:
    """Every text made visible where it enters, but for the editions, which are checked as such."""
    if isinstance(node, str):
        return visible(node)
    if isinstance(node, list):
        return [_shown(each) for each in node]
    if isinstance(node, dict):
        return {key: value if key == "text" else _shown(value) for key, value in node.items()}
    return node


def _check(path: Path, file: DealFile, now: datetime) -> None:
    """What no single field can say.

    Raises:
        DeskError: ids are used twice, something names what is not there, or a clock was far ahead.
    """
    wrong: list[str] = []
    for name, parts in (("session", file.sessions), ("entry", file.entries)):
        counted = Counter(each.id for each in parts)
        wrong += [
            f"the {name} {key} stands there twice" for key, count in counted.items() if count > 1
        ]
    sessions = {each.id for each in file.sessions}
    editions = {each.digest for each in file.editions}
    wrong += [
        f"the session {e.id} is of another deal" for e in file.sessions if e.deal != file.deal.id
    ]
    for entry in file.entries:
        if entry.session not in sessions:
            wrong.append(f"the entry {entry.id} names a session that is not there")
        if isinstance(entry.body, b.EditionTaken) and entry.body.edition not in editions:
            wrong.append(f"the entry {entry.id} takes an edition that is not there")
    if file.deal.edition not in editions:
        wrong.append("the edition that the deal was begun with is not there")
    for edition in file.editions:
        try:
            if digest_of(load_edition(edition.text)) != edition.digest:
                wrong.append(f"the edition {edition.digest[:12]} is not what its digest says")
        except EditionError:
            wrong.append(f"the edition {edition.digest[:12]} cannot be read")
    if wrong:
        raise DeskError(f"{path}: {_listed(wrong)}.", "Nothing was changed; export the deal again.")
    latest = max((entry.at for entry in file.entries), default=now)
    if latest > now + _AHEAD:  # whatever is recorded here afterwards would be dated as late
        raise DeskError(
            f"{path}: an entry lies in the future, {latest:%d %b %Y %H:%M}.",
            "Nothing was changed. Look at the clock here; if the other one was wrong when it was "
            "recorded, the deal can be imported from that day on.",
        )


def _refused(path: Path, parsed: Any, error: ValidationError) -> DeskError:
    version = parsed.get("version") if isinstance(parsed, dict) else None
    if isinstance(version, int) and version > VERSION:
        return DeskError(
            f"{path} was exported by a newer Negotiator.", "Update this one, and import it again."
        )
    if not isinstance(parsed, dict) or parsed.get("format") != "negotiator-deal":
        return DeskError(f"{path} is no exported deal.", "Make one with: negotiator export DEAL")
    problems = [_problem(each) for each in error.errors(include_url=False)]
    return DeskError(f"{path}: {_listed(problems)}.", "Nothing was changed; export the deal again.")


def _problem(error: ErrorDetails) -> str:
    where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in error["loc"])
    return f"{where.removeprefix('.')}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _listed(problems: list[str]) -> str:
    more = len(problems) - _MOST_PROBLEMS
    shown = "; ".join(visible(problem) for problem in problems[:_MOST_PROBLEMS])
    return f"{shown}; and {more} more" if more > 0 else shown
