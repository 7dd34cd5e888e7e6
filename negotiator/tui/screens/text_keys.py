"""The text of a playbook on a screen, and what it would do: problems, and a line to try on it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.widget import Widget

from negotiator.tui.screens.promote_keys import PromoteKeys
from negotiator.tui.widgets.clause_page import ClausePage
from negotiator.tui.widgets.inbox import Inbox
from negotiator.tui.widgets.panel import Panel
from negotiator.tui.widgets.problems import Problems
from negotiator.tui.widgets.source import Source
from negotiator.tui.widgets.sources import Sources
from negotiator.tui.widgets.trial import Trial

if TYPE_CHECKING:
    from negotiator.desk.inbox import Statement


class TextKeys(PromoteKeys):
    """Where the panes stand and which of them are to be seen is the subclass's business."""

    _chosen = False
    """A clause was chosen since a text was brought: what F7 had opened is no longer meant."""

    def go(self, pane: str) -> None:
        """Show a pane and put the cursor into it."""
        raise NotImplementedError

    def open_panel(self, name: str) -> None:
        """Show a panel below the panes."""
        raise NotImplementedError

    def choose(self, key: str) -> None:
        """Show a clause or a file."""
        raise NotImplementedError

    def show_title(self) -> None:
        """Say what is on the screen, what is not saved, and what is wrong."""
        raise NotImplementedError

    # ── the text ─────────────────────────────────────────────────────────────────────────────

    @property
    def sources(self) -> Sources:
        """The open files."""
        return self.query_one(Sources)

    @property
    def place(self) -> tuple[Path, int] | None:
        """Where the clause one is at stands: the line of the cursor, if that is in it."""
        source = self.sources.current
        written = self._written
        meant = dict(written[:1] if self._chosen else written)
        # Where an edit broke the clause's id, it stands nowhere but in the text that is shown.
        if source is not None and (source.has_focus or not written or source.path in meant):
            return source.path, source.cursor_location[0] + 1
        return written[0] if written else None

    @property
    def _written(self) -> list[tuple[Path, int]]:
        """The files and lines in which the clause, or the file, one is at stands."""
        if self._look is None:
            return []
        path = Path(self._clause)
        return [(path, 1)] if path in self._look.outlines else self._look.where(self._clause)

    @work(exclusive=True, group="rest")
    async def show_source(self) -> None:
        """Show the text of the clause one is at, where it is not shown already.

        In a group of its own: a key that was pressed meanwhile is not taken back by it.
        """
        source, written = self.sources.current, self._written
        if written and not (source and source.path == Path(self._clause)):
            await self._show_line(*written[0])

    async def _show_line(self, path: Path, line: int, column: int = 1) -> bool:
        if not await self.open_file(path):
            return False
        text = self.bench.text(path) or ""
        source = self.sources.show(path, text, ours=self.bench.is_ours(path))
        self._chosen = False
        self.show_title()
        source.call_after_refresh(source.go, line, column, top=column == 1)
        return True

    @work(exclusive=True, group="fetch")
    async def action_source(self) -> None:
        """To the text; from a text that may not be edited, to a layer that may."""
        source = self.sources.current
        if source is not None and source.has_focus and source.read_only:
            self.action_layer()
        elif self._written:
            place = self.place
            with self._app.keys_held():  # what is typed at once is for the text
                if source is None or place is None or source.path != place[0] or self._moved_away:
                    await self._show_line(*self._written[0])
                await self._into_text()

    async def _into_text(self) -> None:
        """Go into the text, and be there: Textual moves focus and cursor in later turns."""
        self.go("edit")
        focused, moved = asyncio.Event(), asyncio.Event()
        self.app.call_later(focused.set)
        await focused.wait()
        self.call_after_refresh(moved.set)
        await moved.wait()

    @property
    def _moved_away(self) -> bool:
        """Whether the cursor of the text is in another clause than the one shown."""
        source = self.sources.current
        outline = self._look.outlines.get(source.path) if self._look and source else None
        if source is None or outline is None or str(source.path) == self._clause:
            return False
        return outline.at(source.cursor_location[0] + 1) != self._clause

    @work(exclusive=True, group="fetch")
    async def action_where(self) -> None:
        """The next of the files in which the clause stands."""
        written, source = self._written, self.sources.current
        paths = [path for path, _ in written]
        here = paths.index(source.path) if source is not None and source.path in paths else -1
        if not written:
            return
        if len(written) == 1 and here == 0:
            self._app.say(f"It stands in {paths[0].name} alone.")
        with self._app.keys_held():
            await self._show_line(*written[(here + 1) % len(written)])
            self.go("edit")

    def on_clause_page_source_wanted(self, message: ClausePage.SourceWanted) -> None:
        message.stop()
        self.action_source()

    def on_source_edited(self, message: Source.Edited) -> None:
        self.bench.edit(message.path, message.text)
        self.show_title()
        self.judge()

    def on_source_moved(self, message: Source.Moved) -> None:
        """The page follows the cursor."""
        self.sources.tell_line()
        source = self.sources.current
        outline = self._look.outlines.get(message.path) if self._look else None
        if source is not None and source.has_focus and outline is not None:
            clause = outline.at(message.line)
            if clause and clause != self._clause:
                self.choose(clause)
                self._chosen = False

    def show_text(self, path: Path) -> None:
        self.sources.reload(path, self.bench.text(path) or "")
        self.show_title()

    def place_cursor(self, path: Path, line: int) -> None:
        self.run_worker(self._place_cursor(path, line), group="fetch", exclusive=True)

    async def _place_cursor(self, path: Path, line: int) -> None:
        if await self._show_line(path, line):
            self.go("edit")

    def append(self, path: Path, text: str) -> None:
        source = self.sources.show(path, self.bench.text(path) or "", ours=True)
        last = source.document.line_count
        source.insert(text, source.document.end)
        source.go(last + 1)
        self.go("edit")

    # ── below it ─────────────────────────────────────────────────────────────────────────────

    @work(exclusive=True, group="fetch")
    async def action_problem(self) -> None:
        """To the next problem, the first one first."""
        problems = self.query_one(Problems)
        if problems.item is None:
            self._app.say(self.all_well)
            return
        self.open_panel("problems")
        source = self.sources.current
        here = source and source.has_focus and (source.path, source.cursor_location[0] + 1)
        if here == (Path(problems.item.source), problems.item.line):
            problems.move(1)
        await self._show_problem(problems)

    async def _show_problem(self, problems: Problems) -> None:
        problem = problems.item
        if problem is not None and await self._show_line(
            Path(problem.source), problem.line, problem.column
        ):
            self.go("edit")

    def on_panel_picked(self, message: Panel.Picked) -> None:
        """Enter in a panel: to the problem, or to the clause that an item is about."""
        panel = message.panel
        if isinstance(panel, Problems):
            self.run_worker(self._show_problem(panel), group="fetch", exclusive=True)
        elif self._choose_about(panel):
            self.go("page")

    def on_panel_pointed(self, message: Panel.Pointed) -> None:
        """In the inbox the page follows the cursor: what is promoted goes to its clause."""
        if isinstance(message.panel, Inbox):
            self._choose_about(message.panel)

    def _choose_about(self, panel: Widget) -> bool:
        """Show the clause that the item under the cursor is about, if it is about one."""
        about = ""
        if isinstance(panel, Trial) and panel.item is not None:
            about = panel.item.clause
        elif isinstance(panel, Inbox) and panel.item is not None:
            about = panel.item.clause or panel.item.finds
        known = self._look is not None and about in self._look.clauses
        if known:
            self.choose(about)
        return known

    def on_trial_typed(self, message: Trial.Typed) -> None:
        message.stop()
        self.try_line()

    @work(exclusive=True, group="try")
    async def try_line(self) -> None:
        """What the text as it was judged last finds for the line."""
        look, trial = self._look, self.query_one(Trial)
        words = trial.words
        if look is None:
            return
        found = await asyncio.to_thread(look.ask, words) if words.strip() else []
        empty = "Nothing would be claimed." if words.strip() else "Type what they may say."
        trial.show(found, empty)

    def show_statements(
        self, statements: Sequence[Statement], elsewhere: Mapping[str, int]
    ) -> None:
        inbox = self.query_one(Inbox)
        before = inbox.item
        inbox.show(statements, "Nothing waits: all that was heard is in its playbook.")
        more = [f" · p {name}: {count}" for name, count in elsewhere.items()]
        inbox.border_subtitle = Content(f"{len(statements)} waiting{''.join(more)}")
        # What moved up in the place of one that was taken in is about another clause.
        if inbox.display and inbox.item != before:
            self._choose_about(inbox)

    def show_taking_in(self) -> None:
        self.query_one(Inbox).border_subtitle = "checking the playbook with it…"

    @property
    def statement(self) -> Statement | None:
        return self.query_one(Inbox).item
