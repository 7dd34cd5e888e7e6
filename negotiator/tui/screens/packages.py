"""Packages: pick clauses, see three offers that are worth the same to us, put one on the table."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.tui.keys import PACKAGES, bindings
from negotiator.tui.paint import MARKS, columns
from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.packages import Candidate, PackagesView

_TALL = 32
"""Rows of the terminal from which the words of all three have room."""


class PackagesScreen(Screen[str | None]):
    """The answer is what was done, in words, or None."""

    CSS_PATH = "packages.tcss"
    COMMAND_LIST = PACKAGES
    BINDINGS = bindings(PACKAGES)
    HELP = (
        "Space takes a clause into the packages or out of them: two to six. The three offers are "
        "worth the same to us and differ in what we hold (=) and where we give way (▼): say all "
        "three, and the one they prefer tells what they care for. Its number shows how to say it "
        "and puts it on the table: every clause of it is offered, and what you ask for stands as "
        "what comes back; u takes it back clause by clause. No package goes to a "
        "walk-away, past an approver who has not agreed, or below the target under a floor."
    )
    AUTO_FOCUS = "#candidates"

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call
        self._rows: list[Candidate] = []
        self._picked: set[str] = set()
        self._view: PackagesView | None = None

    def compose(self) -> ComposeResult:
        status = self._call.status()
        yield Static(Content(f"{status.vendor} · packages"), classes="title-line")
        with Horizontal(id="package-body"):
            yield Rows(id="candidates", classes="region")
            with VerticalScroll(id="packages", classes="region", can_focus=True):
                yield Static("", id="package-text")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._rows = self._call.packages.candidates()
        self._picked = set(self._call.packages.preselected())
        self._rows.sort(key=lambda row: row.clause not in self._picked)
        self.query_one("#candidates").border_title = "open clauses"
        self.query_one("#packages").border_title = "three of equal value"
        self._paint()
        self._build()

    def on_resize(self) -> None:
        """Rows are painted to the width there is."""
        self.call_after_refresh(self._paint)
        self.call_after_refresh(self._paint_packages)

    def _paint(self) -> None:
        rows = self.query_one("#candidates", Rows)
        width = max(rows.scrollable_content_region.width, 20)
        place = rows.highlighted or 0
        if self._rows:
            rows.set_options([Option(self._line(row, width), id=row.clause) for row in self._rows])
            rows.highlighted = place
        rows.border_subtitle = f"{len(self._picked)} picked"

    def _line(self, row: Candidate, width: int) -> Content:
        mark = "[x]" if row.clause in self._picked else "[ ]"
        room = width - 7
        title = room if width < 44 else room // 2
        cells = [
            (mark, 3, "bold $accent" if row.clause in self._picked else "$muted"),
            (MARKS.get(row.standing, "?"), 1, ""),
            (row.title, title, "" if row.moves else "$muted"),
        ]
        if title < room:
            cells.append((row.room, room - title, "$muted"))
        return columns(cells)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_pick()

    def action_pick(self) -> None:
        """Take the clause under the cursor in, or out."""
        place = self.query_one("#candidates", Rows).highlighted
        if place is None or place >= len(self._rows):
            return
        self._picked ^= {self._rows[place].clause}
        self._paint()
        self._build()

    @work(exclusive=True)
    async def _build(self) -> None:
        """Look for packages, away from the event loop."""
        self._view = None
        picked = frozenset(self._picked)
        view = await asyncio.to_thread(self._call.packages.build, picked)
        self._view = view
        self._paint_packages()
        self.query_one("#packages").scroll_home(animate=False)

    def _paint_packages(self) -> None:
        if self._view is None:
            return
        text = self.query_one("#package-text", Static)
        width = max(self.query_one("#packages").scrollable_content_region.width, 30)
        tall = self.app.size.height >= _TALL
        text.update(Content("\n").join(_lines(self._view, width, tall=tall)))

    @work
    async def action_offer(self, number: int) -> None:
        """Ask what is asked for in return, and put the package on the table."""
        from negotiator.desk import DeskError

        view = self._view
        if view is None or number >= len(view.packages):
            return
        package = view.packages[number]
        ask = await self.app.push_screen_wait(
            AskScreen(
                f"Package {package.name}: what do you ask for?",
                f"{package.words}\nEnter puts {len(package.terms)} clauses on the table.",
                value=package.ask,
            )
        )
        if ask is None:
            return
        try:
            self._call.packages.offer(package, ask)
        except DeskError as error:
            self.notify(str(error), severity="error", markup=False)
            self._build()
            return
        self.dismiss(f"Package {package.name} is on the table: {len(package.terms)} clauses.")

    def action_back(self) -> None:
        self.dismiss(None)


def _lines(view: PackagesView, width: int, *, tall: bool) -> Iterator[Content]:
    """The three below each other; where there is little room a line a clause, without the words."""
    if view.why:
        yield Content.styled(view.why, "$warning")
    for number, package in enumerate(view.packages, start=1):
        yield Content.assemble(
            (f"{number}  Package {package.name}", "bold $accent"),
            (f"   {package.value} of 100 to us", "$muted"),
        )
        title = width * 2 // 5
        for term in package.terms:
            down = term.steps_down
            yield columns(
                [
                    ("▼" if down else "=", 1, "bold $warning" if down else "$success"),
                    (term.title, title, "bold" if down else ""),
                    (term.label, width - title - 3, "bold" if down else ""),
                ]
            )
        ask = Content.assemble(("ask ", "bold $muted"), package.ask)
        yield ask if tall else ask.truncate(width, ellipsis=True)
        if tall:
            yield Content.assemble(("say ", "bold $muted"), (package.words, "$accent"))
            yield Content("")
    if view.note:
        yield Content.styled(view.note, "$muted")
