"""The footer: as many keys as there is room for, none of them cut, and the way to the rest."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from negotiator.tui.keys import APP

_HELP = next(command.title for command in APP if command.id == "help")


class KeyFooter(Footer):
    """The keys in the order of the registry, which is the order of how much they matter.

    Textual's own footer paints them all, and what is beyond the edge is cut or gone.
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._for = 0
        """The columns it was made for."""

    def compose(self) -> ComposeResult:
        self._for = self.app.size.width
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        # Textual's footer would look after each key it ever made, to tell it of another `compact`.
        getattr(self, "__watchers", {}).pop("compact", None)
        yield from _fitting(keys, self._for)

    def on_resize(self, event: events.Resize) -> None:
        """Another width has room for other keys."""
        if event.size.width != self._for:
            self.call_after_refresh(self.recompose)


def _fitting(keys: list[FooterKey], width: int) -> list[Widget]:
    """The first keys that fit into so many columns, help among them."""
    help_ = [key for key in keys if key.description == _HELP]
    room = width - sum(map(_columns, help_))
    shown: list[Widget] = []
    for key in keys:
        if key not in help_:
            room -= _columns(key)
            if room < 0:
                break
            shown.append(key)
    return [*shown, *help_]


def _columns(key: FooterKey) -> int:
    """What a key takes, with the blank after it."""
    return len(key.key_display) + len(key.description) + 2
