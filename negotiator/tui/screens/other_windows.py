"""What other windows do on the same deal: seen within a blink, and said in words."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.tui.screens.in_hand_keys import InHandKeys

_LOOK_SECONDS = 0.2
"""How often it is asked: seen before one has to wonder."""


class OtherWindows(InHandKeys):
    """A call that is not the only one who writes."""

    def __init__(self) -> None:
        super().__init__()
        self._waited = False
        """It was shown that another window is writing."""

    def show_status(self) -> None:
        """Show what is saved and what is not."""
        raise NotImplementedError

    def look_at_others(self) -> None:
        """From here on, what others add comes as a settled record."""
        self.set_interval(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        self.call.look()
        if self._waited or self.call.waiting:
            self._waited = self.call.waiting
            self.show_status()

    def tell_of(self, added: Sequence[str | None]) -> None:
        """Say that others added entries, and on which clause; they stand in their places."""
        if added:
            where = f" on {added[0]}" if added[0] else ""
            count = f"an entry{where}" if len(added) == 1 else f"{len(added)} entries"
            words = f"Another window added {count}."
            self.tell(words, words)
