"""The must-haves of an edition, kept so that the deals show before any edition is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property

from negotiator import __version__
from negotiator.deal.profile import Profile, tailored
from negotiator.desk.cache import Cache
from negotiator.playbook.edition import digest_of
from negotiator.playbook.model import Playbook, Priority

_NAME = "must-haves"
_MOST = 50
"""Editions, each with a profile, whose must-haves are kept; the last."""
Titles = dict[str, str]
"""The titles of clauses by their ids, in playbook order."""


class MustHaves:
    """What is kept is dropped by another version of the program, which may tailor otherwise."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._read: dict[tuple[str, Profile], Titles] = {}

    def of(self, edition: str, profile: Profile, playbook: Callable[[], Playbook]) -> Titles:
        """The must-haves of an edition in a profile.

        Args:
            playbook: reads the edition, or what stands for it where it is damaged.

        Raises:
            DeskError: it has to be read, and cannot be.
        """
        known = edition, profile
        if known not in self._read:
            name = f"{edition} {profile.model_dump_json()}"
            titles = self._kept.get(name)
            if titles is None:
                whole = playbook()
                titles = _must_haves(whole, profile)
                if digest_of(whole) == edition:
                    self._keep(name, titles)
            self._read[known] = titles
        return self._read[known]

    def _keep(self, name: str, titles: Titles) -> None:
        self._kept[name] = titles
        last = dict([*self._kept.items()][-_MOST:])
        self._cache.put(_NAME, json.dumps({"version": __version__, "known": last}).encode())

    @cached_property
    def _kept(self) -> dict[str, Titles]:
        data = self._cache.get(_NAME)
        kept = json.loads(data) if data else {}
        return dict(kept["known"]) if kept.get("version") == __version__ else {}


def _must_haves(playbook: Playbook, profile: Profile) -> Titles:
    return {
        clause: playbook.clauses[clause].title
        for clause, priority in tailored(playbook, profile).items()
        if priority is Priority.MUST_HAVE
    }
