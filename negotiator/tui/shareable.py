"""How a screen declares that it is fit to be seen by the other side, and how it says that it is."""

from __future__ import annotations

from textual.content import Content

SHARED = " SCREEN SHARED "


class Shareable:
    """A screen that shows nothing internal in discreet mode; any other is covered whole.

    What it paints of a call goes through the app's `shown`.
    """

    shareable = True

    def show_anew(self) -> None:
        """The mode has changed: show at once everything as it is to be seen from now on."""


def marked(text: str, *, discreet: bool) -> Content:
    """A title, which in discreet mode says so in a word and a colour."""
    if not discreet:
        return Content(text)
    return Content.assemble((SHARED, "bold reverse $warning"), f" {text}")
