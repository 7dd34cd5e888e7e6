"""The edition of its playbook that a deal is on, and the one that stands on the disk beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.deal import Deal, Session
from negotiator.deal.standing import DealState
from negotiator.desk.errors import DeskError
from negotiator.desk.journal import Journal, NotSaved, Saved
from negotiator.desk.library import Library
from negotiator.desk.saved import Edition, SavedEditions
from negotiator.desk.watch import Watch
from negotiator.desk.writer import Writer
from negotiator.playbook.edition import dump_edition
from negotiator.playbook.model import Playbook

if TYPE_CHECKING:
    from negotiator.store import Store


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What a look at the files of a call's playbook found."""

    edition: Edition | None = None
    """None where it says the same as the one in force, or cannot be used."""
    trouble: str = ""
    """Why it cannot be used: file, line, what and remedy."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One thing that taking the edition on the disk would change."""

    where: str
    """Its address in the playbook."""
    standing: str
    """Where its clause is in this deal; empty where nobody has spoken of it."""
    text: str


class Editions(Journal):
    """A session's entries, read under the edition that they themselves say is in force.

    Args:
        edition: the one in force now.
    """

    def __init__(
        self,
        deal: Deal,
        session: Session,
        number: int,
        edition: Edition,
        saved: SavedEditions,
        state: DealState,
        writer: Writer,
        clock: Callable[[], datetime],
        notify: Callable[[Saved | NotSaved], None],
        *,
        begun: bool = False,
    ) -> None:
        super().__init__(deal, session, number, state, writer, clock, notify, begun=begun)
        self.on_disk = OnDisk()
        """The last look; whoever watches the files sets it."""
        self._saved = saved
        self._known = {edition.digest: edition}
        self._last = edition
        self._kept = ""
        """The edition that was looked at and not taken."""

    @property
    def edition(self) -> Edition:
        """The edition in force; until one that another window took has been read, that before."""
        self._last = self._known.get(self.state.edition or self.deal.edition, self._last)
        return self._last

    @property
    def playbook(self) -> Playbook:
        """What is negotiated on."""
        return self.edition.playbook

    @property
    def editions(self) -> dict[str, Playbook]:
        """The editions at hand, by digest: the one the session began with, those taken since."""
        return {digest: edition.playbook for digest, edition in self._known.items()}

    @property
    def news(self) -> str:
        """What there is to say about the playbook on the disk: changed, broken, or nothing."""
        if self.on_disk.trouble:
            return "broken"
        there = self.on_disk.edition
        fresh = there is not None and there.digest not in (self.edition.digest, self._kept)
        return "changed" if fresh else ""

    def changes(self) -> list[ChangeView]:
        """What taking the edition on the disk would change, by meaning.

        First what concerns clauses that were spoken of: there the ground moves under the deal.
        """
        from negotiator.playbook.diff import diff

        there = self.on_disk.edition
        found = diff(self.playbook, there.playbook) if there else ()
        changes = [
            ChangeView(each.where, self._standing(each.where.partition("/")[0]), str(each))
            for each in found
        ]
        return sorted(changes, key=lambda change: not change.standing)

    def versions(self) -> str:
        """The edition in force and the one on the disk, in a line; one where they are called so."""
        there = self.on_disk.edition
        headers = [self.playbook.playbook, *([there.playbook.playbook] if there else [])]
        return " → ".join(dict.fromkeys(f"{each.name} {each.version}" for each in headers))

    def _standing(self, clause: str) -> str:
        state = self.state.clauses.get(clause)
        if state is None:
            return ""
        rung = state.agreed or state.offered
        return f"{state.standing}, {rung}" if rung else str(state.standing)

    def take(self) -> None:
        """Negotiate on the edition on the disk from here on."""
        there = self.on_disk.edition
        if there is not None and there.digest != self.edition.digest:
            self._known[there.digest] = there
            version = there.playbook.playbook.version
            self.record(b.EditionTaken(edition=there.digest, version=version))

    def keep(self) -> None:
        """Stay on the edition in force, and hear of the one on the disk no more."""
        if self.on_disk.edition is not None:
            self._kept = self.on_disk.edition.digest

    def _write(self, store: Store) -> Saved:
        """An edition is on the disk before the entry that takes it."""
        for entry in self._pending[:]:
            if isinstance(entry.body, b.EditionTaken):
                taken = self._known[entry.body.edition].playbook
                store.add_edition(
                    entry.body.edition,
                    playbook=taken.id,
                    version=taken.playbook.version,
                    text=dump_edition(taken),
                )
        return super()._write(store)

    def _read(self, store: Store, state: DealState, durable: frozenset[UUID]) -> Saved:
        in_force = state.edition or self.deal.edition
        if in_force not in self._known:  # another window took it
            self._known[in_force] = self._saved.edition(store, in_force, self.deal)
        return super()._read(store, state, durable)


def look(library: Library, name: str, in_force: Edition) -> OnDisk:
    """Read a playbook as its files are now, and what it says that the edition in force does not.

    One without an error is from here on the library's own too.
    """
    try:
        loaded = library.renewed(name)
    except DeskError as error:
        return OnDisk(trouble=str(error))
    playbook = loaded.playbook
    if playbook is None or loaded.errors:
        first = next(iter(loaded.errors), None)
        return OnDisk(trouble=first.short if first else f"the playbook {name} is empty")
    if loaded.digest == in_force.digest:
        return OnDisk()
    from negotiator.playbook.diff import diff

    if not diff(in_force.playbook, playbook):
        return OnDisk()
    return OnDisk(Edition(playbook, loaded.digest, library.index(playbook, loaded.digest)))


def follow(library: Library, call: Editions, tell: Callable[[OnDisk], None]) -> Watch:
    """Look at a call's playbook now and at every save; `tell` is called on another thread."""

    def look_again() -> None:
        tell(look(library, call.deal.playbook, call.edition))

    return Watch(library.everywhere, look_again, at_once=True)
