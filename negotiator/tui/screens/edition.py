"""What changed in the playbook behind a call, by meaning; it is taken here, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.paint import plural
from negotiator.tui.screen import ModalScreen

if TYPE_CHECKING:
    from negotiator.desk.editions import ChangeView


class EditionScreen(ModalScreen[bool | None]):
    """True takes the edition on the disk, False stays on the one in force, None decides nothing."""

    CSS_PATH = "edition.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "Take it"),
        Binding("k", "dismiss(False)", "Keep"),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def __init__(self, changes: Sequence[ChangeView], versions: str) -> None:
        super().__init__()
        self._changes = changes
        self._versions = versions

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="edition") as panel:
            count = len(self._changes)
            panel.border_title = Content(f"{plural(count, 'change')} of the playbook")
            panel.border_subtitle = "Enter takes it · k keeps the old · Esc later"
            yield Static(Content(self._versions), classes="intro")
            yield Static(Content("\n").join(_lines(self._changes)))

    def on_mount(self) -> None:
        self.query_one("#edition").focus()


def _lines(changes: Sequence[ChangeView]) -> Iterator[Content]:
    for (where, standing), those in groupby(changes, key=lambda each: (each.where, each.standing)):
        at = f"  {standing} in this deal" if standing else ""
        yield Content.assemble((where, "bold $primary"), (at, "bold $warning"))
        yield from (Content(f"  {each.text}") for each in those)
