"""The clause checklist: by area, foldable, filtered, with where each clause is now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from negotiator.tui.paint import COLOURS, MARKS, SHORT
from negotiator.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from negotiator.desk.views import ChecklistRow

FILTERS = (
    "all",
    "open must-haves",
    "not raised",
    "legal",
    "security",
    "procurement",
    "engineering",
)
"""What the checklist can be narrowed to; the last four are the functions on our side."""

_AREA = "area:"


def passes(row: ChecklistRow, filter_name: str) -> bool:
    """Whether a row is shown under a filter."""
    if filter_name == "open must-haves":
        return row.must_have and not row.settled
    if filter_name == "not raised":
        return row.standing == "not raised"
    return filter_name not in FILTERS[3:] or row.owner == filter_name


class Checklist(Rows):
    """Rows are clauses; headings are areas and fold."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold", "Fold", show=False),
        Binding("right", "unfold", "Unfold", show=False),
    ]

    class Chosen(Message):
        """A clause is to be shown on the card."""

        def __init__(self, clause: str) -> None:
            super().__init__()
            self.clause = clause

    class Folded(Message):
        """The folded areas changed."""

        def __init__(self, areas: list[str]) -> None:
            super().__init__()
            self.areas = areas

    def __init__(self, folded: Sequence[str], *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[ChecklistRow] = []
        self._filter = "all"
        self._folded = set(folded)
        self._quiet = False
        self._shown: tuple[list[ChecklistRow], str, str | None] | None = None

    def show(self, rows: list[ChecklistRow], filter_name: str, clause: str | None) -> None:
        """Paint the rows and put the cursor on a clause, opening its area if need be."""
        now = (rows, filter_name, clause)
        if now == self._shown:
            return  # the cursor may rest on a heading meanwhile
        self._shown = now
        self._rows, self._filter = rows, filter_name
        if clause:
            self._folded.discard(clause.partition(".")[0])
        self._paint(clause)

    def reveal(self, clause: str) -> None:
        """Open the clause's area and put the cursor on it."""
        self._folded.discard(clause.partition(".")[0])
        self._paint(clause)

    def on_resize(self) -> None:
        """Rows are painted to the width there is."""
        self._paint(self.current)

    @property
    def current(self) -> str | None:
        """The clause or heading under the cursor."""
        option = self.highlighted_option
        return option.id if option else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if not self._quiet and event.option.id and not event.option.id.startswith(_AREA):
            self.post_message(self.Chosen(event.option.id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id and event.option.id.startswith(_AREA):
            self._toggle(event.option.id.removeprefix(_AREA))

    def action_fold(self) -> None:
        if (area := self._area_at_cursor()) and area not in self._folded:
            self._toggle(area)

    def action_unfold(self) -> None:
        if (area := self._area_at_cursor()) and area in self._folded:
            self._toggle(area)

    def _area_at_cursor(self) -> str | None:
        current = self.current
        return current.removeprefix(_AREA).partition(".")[0] if current else None

    def _toggle(self, area: str) -> None:
        self._folded.symmetric_difference_update({area})
        self._paint(f"{_AREA}{area}")
        self.post_message(self.Folded(sorted(self._folded)))

    def _paint(self, cursor: str | None) -> None:
        width = max(self.scrollable_content_region.width, 20)
        options: list[Option] = []
        place = None
        shown = [row for row in self._rows if passes(row, self._filter)]
        for area, group in groupby(shown, key=lambda row: row.area):
            rows = list(group)
            folded = area in self._folded
            options.append(Option(_heading(area, rows, folded, width), id=f"{_AREA}{area}"))
            if not folded:
                options.extend(Option(_row(row, width), id=row.clause) for row in rows)
        if not options:
            options.append(Option(Content("nothing here: f shows more"), disabled=True))
        for number, option in enumerate(options):
            if cursor is not None and option.id == cursor:
                place = number
        self._quiet = True
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = place
        self._quiet = False


def _heading(area: str, rows: list[ChecklistRow], folded: bool, width: int) -> Content:
    settled = sum(row.settled for row in rows)
    count = f"{settled} of {len(rows)}"
    title = Content.styled(f"{'▸' if folded else '▾'} {area}", "bold $primary")
    room = width - len(count) - 1
    return Content.assemble(title.truncate(room, ellipsis=True, pad=True), " ", (count, "$muted"))


def _row(row: ChecklistRow, width: int) -> Content:
    standing = SHORT.get(row.standing, row.standing)
    where = row.rung if row.settled and row.rung else standing
    colour = COLOURS.get(row.standing, "")
    urgent = row.must_have and not row.settled
    room = width - len(where) - 5
    name = Content.styled(row.name, "bold" if urgent else "$muted" if row.settled else "")
    return Content.assemble(
        ("!" if urgent else " ", "bold $warning"),
        (f" {MARKS.get(row.standing, '?')} ", colour),
        name.truncate(room, ellipsis=True, pad=True),
        " ",
        (where, colour),
    )
