"""A list with the details of the row under its cursor below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.tui.widgets.rows import Rows

Item = TypeVar("Item")


class Panel(Vertical, Generic[Item]):
    """What the items are and how they look is the subclass's business."""

    TITLE: ClassVar[str]

    class Picked(Message):
        """An item was taken with Enter or the mouse."""

        def __init__(self, panel: Vertical) -> None:
            super().__init__()
            self.panel = panel

    class Pointed(Picked):
        """The cursor came to another item."""

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._items: Sequence[Item] = ()
        self._empty = ""

    def compose(self) -> ComposeResult:
        yield Rows(classes="items")
        yield Static("", classes="detail")

    def line(self, item: Item, width: int) -> Content:
        """The row of an item."""
        raise NotImplementedError

    def detail(self, item: Item) -> Content:
        """What is said of it below the list."""
        raise NotImplementedError

    @property
    def list(self) -> Rows:
        """The list itself."""
        return self.query_one(".items", Rows)

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        place = self.list.highlighted
        return self._items[place] if place is not None and place < len(self._items) else None

    def show(self, items: Sequence[Item], empty: str) -> None:
        """Show other items; the cursor stays on its item, else in its place."""
        if not self.is_mounted:  # what comes first is painted when there is where to
            self._items, self._empty = items, empty
            return
        before, place = self.item, self.list.highlighted or 0
        self._items, self._empty = items, empty
        if before in items:
            place = items.index(before)
        self._paint(min(place, max(len(items) - 1, 0)))

    def point(self, item: Item) -> None:
        """Put the cursor on an item."""
        if item in self._items:
            self.list.highlighted = self._items.index(item)

    def move(self, by: int) -> None:
        """Put the cursor on the next or previous item."""
        if self._items:
            self.list.highlighted = ((self.list.highlighted or 0) + by) % len(self._items)

    def on_mount(self) -> None:
        self.border_title = self.TITLE
        self._paint(0)

    def on_resize(self) -> None:
        """Rows are painted to the width there is."""
        self._paint(self.list.highlighted or 0)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._paint_detail()
        self.post_message(self.Pointed(self))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Picked(self))

    def _paint(self, place: int) -> None:
        rows = self.list
        width = max(rows.scrollable_content_region.width, 30)
        with self.prevent(OptionList.OptionHighlighted):
            if self._items:
                rows.set_options(Option(self.line(item, width)) for item in self._items)
                rows.highlighted = place
            else:
                rows.set_options([Option(Content.styled(self._empty, "$muted"), disabled=True)])
        self._paint_detail()

    def _paint_detail(self) -> None:
        item = self.item
        text = Content("") if item is None else self.detail(item)
        self.query_one(".detail", Static).update(text)
