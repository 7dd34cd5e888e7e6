"""Discreet mode: what the app does so that nothing internal is seen while the screen is shared.

A screen that is not `Shareable` is covered whole. One that is shows views as `shown` gives them. A
notice waits until afterwards, unless it has words for a shared screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import time
from typing import TYPE_CHECKING, TypeVar

from textual.await_complete import AwaitComplete
from textual.notifications import Notification, Notify
from textual.screen import Screen, SystemModalScreen

from negotiator.tui.patient import PatientApp
from negotiator.tui.screens.cover import CoverScreen
from negotiator.tui.shareable import Shareable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from negotiator.desk.memory import Memory

View = TypeVar("View")

_WAITS = "There is something to read once the screen is not shared: F9."
_HELD = 3
"""Notices that are kept for afterwards; older ones have had their time."""
WARNING_SECONDS = 6.0
"""How long a warning stays, and so how long Ctrl+Q is a second one."""


@dataclass
class Notice(Notification):
    """A notice that may have other words for a shared screen."""

    shared: str = ""


class DiscreetApp(PatientApp):
    """An app whose screens can be shared."""

    memory: Memory

    def keep_memory(self) -> object:
        """Write what the screens remember."""
        raise NotImplementedError

    def __init__(self) -> None:
        super().__init__()
        self._held: list[Notification] = []
        """Notices that came while the screen was shared."""
        self._uncovering = False

    def on_mount(self) -> None:
        """Look at the screens whenever another one comes to the top."""
        self.screen_change_signal.subscribe(self, lambda _: self._cover(), immediate=True)
        self._cover()

    @property
    def discreet(self) -> bool:
        """Whether the screen is shared."""
        return self.memory.discreet

    def shown(self, view: View) -> View:
        """A view as it may be seen now: the one door between the desk and what is painted."""
        if not self.discreet:
            return view
        from negotiator.desk.discreet import discreet

        return discreet(view)

    def action_discreet(self) -> None:
        """Hide all that is internal, or show it again; for the next start too."""
        self.memory.discreet = not self.discreet
        self.keep_memory()
        if self.discreet:
            for screen in self.screen_stack:
                # Removing a toast takes more than a frame, hiding it none.
                screen.query("ToastHolder").set(display=False)
            self.clear_notifications()
        for screen in self.screen_stack:
            if isinstance(screen, Shareable):
                screen.show_anew()
            screen.refresh()  # a dialog keeps a picture of what is behind it
        if self.discreet:
            self._cover()
            return
        self.uncover()
        for notification in self._held:
            self.post_message(Notify(replace(notification, raised_at=time())))
        self._held.clear()

    # ── screens ──────────────────────────────────────────────────────────────────────────────

    def _cover(self) -> None:
        if self.discreet and not self._uncovering and not self._may_be_seen:
            self.push_screen(CoverScreen())

    def uncover(self) -> None:
        """Take away the cover on top, if there is one."""
        if isinstance(self.screen, CoverScreen):
            super().pop_screen()

    def pop_screen(self) -> AwaitComplete:
        """Leave the uppermost screen; a cover goes with what is under it.

        So a screen that is done while it is covered takes itself away, and not its cover alone.
        """
        self._uncovering = True
        try:
            self.uncover()
        finally:
            self._uncovering = False
        return super().pop_screen()

    @property
    def _may_be_seen(self) -> bool:
        """Whether all that is to be seen is fit for it: a modal screen has others behind it."""
        for screen in reversed(self.screen_stack):
            if not _fit(screen):
                return False
            if not screen.is_modal:
                break
        return True

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Paint nothing that is not fit, whatever brought it to the top."""
        if not self.discreet or self._may_be_seen:
            super()._display(screen, renderable)

    # ── notices ──────────────────────────────────────────────────────────────────────────────

    def say(self, text: str, *, problem: bool = False, shared: str = "") -> None:
        """A short notice; shown as text, never as markup.

        `shared` are the words for it while the screen is shared; without them it has to wait.
        """
        notice = Notice(text, timeout=3.0, shared=shared)
        if problem:
            notice = replace(notice, severity="error", timeout=WARNING_SECONDS)
        self.post_message(Notify(notice))

    def on_notify(self, event: Notify) -> None:
        """Keep back a notice until the screen is not shared any more, also one of Textual's own."""
        notice = event.notification
        if not self.discreet:
            return
        shared = notice.shared if isinstance(notice, Notice) else ""
        if shared != notice.message:
            self._held = [*self._held, notice][-_HELD:]
        event.notification = Notification(
            shared or _WAITS, severity=notice.severity, timeout=notice.timeout
        )


def _fit(screen: Screen[object]) -> bool:
    """Whether a screen declares itself fit for a shared screen, or is Textual's own palette."""
    if isinstance(screen, Shareable):
        return screen.shareable
    return isinstance(screen, SystemModalScreen)
