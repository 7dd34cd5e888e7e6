"""The playbook: browse it, read a clause as it is negotiated, edit its text, try a line on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from negotiator.tui.keys import PLAYBOOK, bindings
from negotiator.tui.screens.text_keys import TextKeys
from negotiator.tui.widgets.clause_page import ClausePage
from negotiator.tui.widgets.contents import Contents
from negotiator.tui.widgets.inbox import Inbox
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.one_line import OneLine
from negotiator.tui.widgets.panel import Panel
from negotiator.tui.widgets.problems import Problems, counted
from negotiator.tui.widgets.sources import Sources
from negotiator.tui.widgets.trial import Trial

if TYPE_CHECKING:
    from negotiator.desk.look import Look

_PANES = ("browse", "page", "edit")
"""From left to right: as many as there is room for, and always the one that has the focus."""
_TWO, _THREE = 100, 160
"""Columns from which two and three of them are shown."""
_TALL = 32
"""Rows from which the problems are always shown."""
_REST = 0.1
"""Seconds on a clause after which its text is fetched: while one runs down the list, none is."""


class PlaybookScreen(TextKeys):
    """Three panes in a row, and a panel below: problems, a line to try, or the inbox."""

    CSS_PATH = "playbook.tcss"
    COMMAND_LIST = PLAYBOOK
    BINDINGS = bindings(PLAYBOOK)
    HELP = (
        "Enter goes from the list to the clause and on to its text, Esc the same way back. In the "
        "text all letters are text: F keys and Ctrl+S act there. ✗ is an error, ! a warning, · a "
        "note. What is saved reaches a running call only when it is taken there."
    )
    AUTO_FOCUS = "#contents"

    def __init__(self, name: str, clause: str = "") -> None:
        super().__init__(name, clause)
        self._at = "browse"
        self._panel = ""
        """problems, trial or inbox, where one was asked for."""
        self._rest: Timer | None = None
        self._aimed = bool(clause)
        """The clause on the page was chosen, and is not just where the contents begin."""

    def compose(self) -> ComposeResult:
        yield Static("", id="title", classes="title-line")
        with Horizontal(id="panes"):
            with Vertical(id="browse", classes="region"):
                yield OneLine(placeholder="find: id, title, phrase", id="find", compact=True)
                yield Contents(self._app.memory.shut, id="contents")
            yield ClausePage(id="page", classes="region")
            yield Sources(id="edit", classes="region")
        yield Problems(id="problems", classes="region panel")
        yield Trial(id="trial", classes="region panel")
        yield Inbox(id="inbox", classes="region panel")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#browse").border_title = "contents"
        self._arrange()
        self.show_title()
        self._start()

    @work
    async def _start(self) -> None:
        if not await self.put_on(self._playbook):
            self.dismiss()

    async def put_on(self, name: str) -> bool:
        """Each playbook has an inbox of its own."""
        found = await super().put_on(name)
        if found:
            self.read_inbox()
        return found

    # ── panes ────────────────────────────────────────────────────────────────────────────────

    def on_resize(self) -> None:
        self._arrange()
        self.show_title()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for pane in _PANES:
            if event.widget in self.query_one(f"#{pane}").walk_children(with_self=True):
                self._at = pane
                self._arrange()

    def _arrange(self) -> None:
        """Show the pane one is at, and of its neighbours those there is room for."""
        width = self.app.size.width
        count = 1 if width < _TWO else 2 if width < _THREE else 3
        first = min(max(_PANES.index(self._at) + (count == 1) - 1, 0), 3 - count)
        for place, pane in enumerate(_PANES):
            self.query_one(f"#{pane}").display = first <= place < first + count
        panel = self._panel or ("problems" if self.app.size.height >= _TALL else "")
        for widget in self.query(Panel):
            widget.display = widget.id == panel

    def go(self, pane: str) -> None:
        self._at = pane
        if pane == "edit":
            self._show_no_other()
        self._arrange()
        source = self.query_one(Sources).current
        at: dict[str, Widget | None] = {
            "browse": self.query_one("#contents"), "page": self.query_one("#page"), "edit": source,
        }  # fmt: skip
        if widget := at[pane]:
            widget.focus()

    def open_panel(self, name: str) -> None:
        self._panel = name
        self._arrange()

    def action_find(self) -> None:
        self.go("browse")
        self.query_one("#find").focus()

    def action_clause(self) -> None:
        self.go("page")

    def action_try(self) -> None:
        self.open_panel("trial")
        self.query_one("#trial-line").focus()

    def action_inbox(self) -> None:
        self.open_panel("inbox")
        self.query_one(Inbox).list.focus()
        self._choose_about(self.query_one(Inbox))
        self.read_inbox()

    @work(exclusive=True, group="leaving")
    async def action_back(self) -> None:
        """The panel, the text, the clause, what is looked for, and then the screen."""
        find = self.query_one("#find", Input)
        focused = self.focused
        in_panel = focused is not None and isinstance(focused.parent, Panel)
        if self._panel or in_panel:
            self._panel = ""
            self.go(self._at) if in_panel else self._arrange()
        elif self._at != "browse":
            self.go(_PANES[_PANES.index(self._at) - 1])
        elif find.value or focused is find:
            find.value = ""
            self.go("browse")
        elif await self.may_leave():
            self.dismiss()

    # ── the contents ─────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        self.query_one(Sources).close_all()
        self.query_one(ClausePage).show_text("", "Reading …")

    def show(self, look: Look) -> None:
        known = {row.key for row in look.rows}
        if self._clause not in known:
            self._clause = look.rows[0].key if look.rows else ""
            self._aimed = False
        self._show_rows()
        self._show_clause()
        problems = self.query_one(Problems)
        problems.show(look.problems, self.all_well)
        problems.border_subtitle = counted(look.problems)
        self.sources.mark(look.problems)
        self.show_title()
        self.try_line()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_rows()
        found = self.query_one(Contents).current
        if event.value.strip() and self._look and any(row.key == found for row in self._look.rows):
            self.choose(found or "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.go("page")

    def on_key(self, event: events.Key) -> None:
        """Up and down move in the list while the cursor stays in the search line."""
        if self.focused is self.query_one("#find") and event.key in {"down", "up"}:
            contents = self.query_one(Contents)
            contents.action_cursor_down() if event.key == "down" else contents.action_cursor_up()

    def _show_rows(self) -> None:
        if self._look is not None:
            typed = self.query_one("#find", Input).value.strip()
            self.query_one(Contents).show(self._look.rows, typed, self._clause)

    def on_folding_folded(self, message: Contents.Folded) -> None:
        self._app.memory.shut = message.groups
        self._app.keep_memory()

    def on_folding_chosen(self, message: Contents.Chosen) -> None:
        self.choose(message.key)

    def on_folding_opened(self, message: Contents.Opened) -> None:
        self.choose(message.key)
        if self._is_clause:
            self.go("page")
        else:
            self.action_source()

    @property
    def _is_clause(self) -> bool:
        return self._look is not None and self._clause in {*self._look.clauses, *self._look.unread}

    def choose(self, key: str) -> None:
        """Show a clause or a file, and its text where that is to be seen."""
        self._clause, self._chosen, self._aimed = key, True, True
        self._show_rows()
        self._show_clause()
        self._show_no_other()
        if self.query_one("#edit").display and self._at != "edit":
            self._rest = self.set_timer(_REST, self.show_source)

    def _show_no_other(self) -> None:
        """The text that was to be shown after a rest is not wanted any more."""
        if self._rest is not None:
            self._rest.stop()
        self.workers.cancel_group(self, "rest")

    @property
    def aim(self) -> str:
        known = self._look is not None and self._clause in self._look.clauses
        return self._clause if known and self._aimed else ""

    def _show_clause(self) -> None:
        look, page = self._look, self.query_one(ClausePage)
        self.query_one(Inbox).aim(self.aim)
        if look is None:
            return
        clause, card = look.clauses.get(self._clause), look.card(self._clause)
        if clause is not None and card is not None:
            note = (
                "It cannot be read just now; this is how it was."
                if self._clause in look.unread
                else ""
            )
            page.show(clause, card, note)
        elif self._clause in look.unread:
            page.show_text(self._clause, "It cannot be read just now: F7 goes to what is wrong.")
        else:
            names = look.outlines[Path(self._clause)].clauses if self._clause else ()
            clauses = "\n".join(filter(None, names)) or "It holds no clause."
            page.show_text(Path(self._clause).name, f"{self._clause}\n\n{clauses}")

    def show_title(self) -> None:
        bench, look = self._bench, self._look
        if bench is not None:
            self.sources.name_it(bench.unsaved)
        wrong = counted(look.problems) if look else ""
        unsaved = f"not saved: {self.unsaved}" if self.unsaved else ""
        end = "   ".join(filter(None, (unsaved, wrong)))
        whose = "" if bench is None or bench.is_ours(bench.place) else " · comes with the program"
        start = f"Negotiator · playbook {self._playbook} · {look.title if look else ''}{whose}"
        room = max((self.app.size.width or 80) - 2 - Content(end).cell_length - 2, 0)
        self.query_one("#title", Static).update(
            Content.assemble(
                Content(start).truncate(room, ellipsis=True, pad=True), "  ", (end, "bold $warning")
            )
        )
