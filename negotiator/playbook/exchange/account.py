"""The account of an import: what is lost, what a person should look at, and texts cut to length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from negotiator.plain import visible
from negotiator.playbook.exchange.draft import LONGEST_LINE, LONGEST_TEXT, listing


@dataclass
class Account:
    """Filled while a playbook is made."""

    lost: Counter[str] = field(default_factory=Counter)
    """What is not in the playbook, and how often it was met."""
    doubts: dict[str, dict[str, None]] = field(default_factory=dict)
    """The names of what a person should look at, each once, by the reason."""

    def doubt(self, why: str, about: str) -> None:
        """Something that a person should look at."""
        self.doubts.setdefault(why, {})[about] = None

    def to_do(self) -> Iterator[str]:
        """The doubts, a line each."""
        for why, names in self.doubts.items():
            yield f"{why}: {listing(names)}"

    def text(self, text: str, about: str, limit: int = LONGEST_TEXT) -> str:
        """A text as a playbook takes it: nothing in it acts on a terminal, and it has an end."""
        if len(text) > limit:
            self.doubt("texts cut to the length that a playbook allows", about)
        return visible(text.strip(), limit=limit).strip()

    def line(self, text: str, about: str) -> str:
        """The same on one line."""
        return " ".join(self.text(text, about, LONGEST_LINE).split())
