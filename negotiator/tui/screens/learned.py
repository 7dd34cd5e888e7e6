"""What was learned from what was filed by hand: to unlearn, or to make the playbook's."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from negotiator.desk.errors import DeskError
from negotiator.tui.keys import LEARNED, bindings
from negotiator.tui.paint import columns
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from uuid import UUID

    from negotiator.desk import Call
    from negotiator.desk.lessons import LessonView

_EMPTY = "Nothing yet: it learns from what you file elsewhere than suggested."


class LessonList(Panel["LessonView"]):
    """A lesson a row, the newest first."""

    TITLE = "what was learned"
    promoted: frozenset[UUID] = frozenset()
    """The lessons that a playbook has learned."""

    def line(self, item: LessonView, width: int) -> Content:
        name = min(32, width // 3)
        return columns(
            [
                ("▣" if item.entry in self.promoted else " ", 1, "$success"),
                (f"“{item.words}”", max(width - name - 4, 10), ""),
                (f"→ {item.clause}", name, "$muted"),
            ]
        )

    def detail(self, item: LessonView) -> Content:
        about = f"→ {'/'.join(filter(None, (item.clause, item.objection)))}"
        where = "this deal" if item.here else item.vendor
        heard = f"filed on {item.at:%d %b %Y %H:%M}, {where}"
        if item.entry in self.promoted:
            heard += " · ▣ in the playbook"
        return Content.assemble(
            (f"“{item.words}”", "bold"), (f"\n{about}", "$accent"), (f"\n{heard}", "$muted")
        )


class LearnedScreen(Screen[None]):
    """The lessons are those of the whole workspace."""

    CSS_PATH = "learned.tcss"
    COMMAND_LIST = LEARNED
    BINDINGS = bindings(LEARNED)
    HELP = (
        "Words that you filed under another clause than the one suggested first are found there "
        "when much the same is said again, in every call of the workspace."
    )

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call
        self._teaching = asyncio.Lock()
        """Two lessons at once would write the same file, and one of them be lost."""

    def compose(self) -> ComposeResult:
        yield LessonList(id="lessons", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._list.list.focus()
        self._show()
        self._read()

    @property
    def _list(self) -> LessonList:
        return self.query_one("#lessons", LessonList)

    def _show(self) -> None:
        self._list.show(self._call.lessons.all(), _EMPTY)

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Mark those that a playbook has: that is in files."""
        desk = self._app.desk
        if desk is not None:
            found = await asyncio.to_thread(self._call.lessons.promoted, desk.library)
            self._list.promoted = frozenset(found)
            self._show()

    def action_unlearn(self) -> None:
        lesson = self._list.item
        if lesson is None:
            return
        self._call.lessons.unlearn(lesson)
        self._show()
        if lesson.entry in self._list.promoted:
            # The call's undo brings the lesson back; the phrase is a file's, and was never gone.
            self._tell("Unlearned; the playbook keeps the phrase, until you delete it there.")
        else:
            self._tell("Unlearned. In the call, u takes that back.")

    @work(group="promote")
    async def action_promote(self) -> None:
        lesson, desk = self._list.item, self._app.desk
        if lesson is None or desk is None:
            return
        if lesson.entry in self._list.promoted:
            self._tell("It is in the playbook already.")
            return
        do = partial(
            self._call.lessons.promote,
            lesson,
            desk.workspace,
            desk.library,
            desk.clock().date(),
        )
        try:
            async with self._teaching:
                promoted = await asyncio.to_thread(do)
        except DeskError as error:
            self.report(error)
            return
        self._tell(f"A phrase of {promoted.place}, in {promoted.file.name}.")
        self._read()

    def action_back(self) -> None:
        self.dismiss()

    def _tell(self, text: str) -> None:
        self._list.border_subtitle = Content(text)
