"""A list in groups whose headings fold; the cursor stays where it was when the rows change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from negotiator.tui.widgets.rows import Rows

Row = TypeVar("Row")
_GROUP = "group:"


class Folding(Rows, Generic[Row]):
    """Rows under headings; what they are and how they look is the subclass's business."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold", "Fold", show=False),
        Binding("right", "unfold", "Unfold", show=False),
    ]
    EMPTY: ClassVar[str]
    """What is said where no row is found."""

    class Chosen(Message):
        """The cursor came to a row."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Opened(Chosen):
        """A row was taken with Enter or the mouse."""

    class Folded(Message):
        """The folded groups changed."""

        def __init__(self, groups: list[str]) -> None:
            super().__init__()
            self.groups = groups

    def __init__(self, folded: Iterable[str], *, id: str, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.folded = set(folded)
        self._quiet = False

    def groups(self) -> Iterable[tuple[str, Sequence[Row]]]:
        """The groups that are shown, each with its rows."""
        raise NotImplementedError

    def heading(self, group: str, rows: Sequence[Row], mark: str, width: int) -> Content:
        """The line over a group; `mark` tells whether it is folded."""
        raise NotImplementedError

    def line(self, row: Row, width: int) -> Content:
        """The line of a row."""
        raise NotImplementedError

    def key(self, row: Row) -> str:
        """What a row is known by."""
        raise NotImplementedError

    def is_folded(self, group: str) -> bool:
        """Whether a group shows its heading alone."""
        return group in self.folded

    @property
    def nothing(self) -> str:
        """What stands there when no row does."""
        return self.EMPTY

    @property
    def current(self) -> str | None:
        """The row or heading under the cursor."""
        option = self.highlighted_option
        return option.id if option else None

    @property
    def current_group(self) -> str | None:
        """The group the cursor is in."""
        current = self.current
        if current is None or current.startswith(_GROUP):
            return current and current.removeprefix(_GROUP)
        return self._homes.get(current)

    def on_resize(self) -> None:
        """Rows are painted to the width there is."""
        self.paint(self.current)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if not self._quiet and event.option.id and not event.option.id.startswith(_GROUP):
            self.post_message(self.Chosen(event.option.id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id and event.option.id.startswith(_GROUP):
            self._toggle(event.option.id.removeprefix(_GROUP))
        elif event.option.id:
            self.post_message(self.Opened(event.option.id))

    def action_fold(self) -> None:
        if (group := self.current_group) and not self.is_folded(group):
            self._toggle(group)

    def action_unfold(self) -> None:
        if (group := self.current_group) and self.is_folded(group):
            self._toggle(group)

    def paint(self, cursor: str | None) -> None:
        """Paint all rows anew, with the cursor on one of them."""
        width = max(self.scrollable_content_region.width, 20)
        options: list[Option] = []
        self._homes: dict[str, str] = {}
        for group, rows in self.groups():
            folded = self.is_folded(group)
            mark = "▸" if folded else "▾"
            options.append(Option(self.heading(group, rows, mark, width), id=f"{_GROUP}{group}"))
            self._homes |= {self.key(row): group for row in rows}
            if not folded:
                options.extend(Option(self.line(row, width), id=self.key(row)) for row in rows)
        if not options:
            options.append(Option(Content(self.nothing), disabled=True))
        place = [n for n, option in enumerate(options) if cursor and option.id == cursor]
        self._quiet = True
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = place[0] if place else None
        self._quiet = False

    def _toggle(self, group: str) -> None:
        self.folded.symmetric_difference_update({group})
        self.paint(f"{_GROUP}{group}")
        self.post_message(self.Folded(sorted(self.folded)))
