"""The live call: the checklist, the clause on screen, and the line in which the words are typed."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from negotiator.desk.form_views import Choice
from negotiator.tui.keys import CALL, bindings
from negotiator.tui.messages import RecordSettled
from negotiator.tui.screens.agenda_keys import AgendaKeys
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.screens.clause_keys import CLAUSE_ACTIONS, FOR_LATER
from negotiator.tui.screens.learned_keys import LearnedKeys
from negotiator.tui.screens.ledger_keys import LedgerKeys
from negotiator.tui.screens.other_windows import OtherWindows
from negotiator.tui.screens.trade_keys import TradeKeys
from negotiator.tui.shareable import Shareable, marked
from negotiator.tui.widgets.card import Card
from negotiator.tui.widgets.checklist import FILTERS, Checklist, passes
from negotiator.tui.widgets.due import DueList
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.status_bar import StatusBar
from negotiator.tui.widgets.they_say import TheySay

if TYPE_CHECKING:
    from negotiator.desk import NotSaved, Saved
    from negotiator.desk.views import ChecklistRow, SuggestionView

_RETRY_SECONDS = 2.0
_TICK_SECONDS = 15.0
_PAINT_SECONDS = 0.002
"""What Textual's writer thread needs to bring a frame to the terminal: it waits for the interpreter
while we compute."""


class LiveScreen(Shareable, TradeKeys, AgendaKeys, LedgerKeys, LearnedKeys, OtherWindows):
    """Glanced at, not read: what they say, what to say, where we are."""

    CSS_PATH = "live.tcss"
    COMMAND_LIST = CALL
    BINDINGS = bindings(CALL)
    HELP = (
        "Type what they say: the best reading and its answer appear while you type. Up and Down "
        "choose another reading, Enter files the words. Esc leaves the line; then single keys act "
        "on the clause on screen, and i goes back to typing."
    )
    AUTO_FOCUS = ""
    """Coming back from another screen must not go to the line: a key would become a letter."""

    def __init__(self, deal: str) -> None:
        super().__init__()
        self._deal = deal
        self._early: list[str] = []
        """What was filed before the call had begun."""
        self._asked = False
        """The readings of the words are on their way."""
        self._told = ("", "")
        """What was said last on the frame of the line, and its words for a shared screen."""

    def compose(self) -> ComposeResult:
        yield StatusBar(marked("", discreet=self._app.discreet), id="status")
        with Horizontal(id="middle"):
            yield Checklist(self._app.memory.folded, id="checklist", classes="region")
            yield Card(id="card", classes="region")
            yield DueList(id="due", classes="region")
        yield TheySay(self._app.shown, self._suggest, id="they", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._checklist.border_title = "checklist"
        self._they.line.focus()
        self.watch(self._they.line, "value", self._typed, init=False)
        self._begin()

    # ── beginning ────────────────────────────────────────────────────────────────────────────

    @work(exclusive=True, group="begin")
    async def _begin(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        try:
            self._call = await desk.begin(self._deal, self._settled, typing=True)
            if self.is_left:
                return
            gc.freeze()  # no collection looks through the index while one types: it takes 50 ms
        except DeskError as error:
            self.report(error)
            self.dismiss()
            return
        memory = self._app.memory
        memory.deal = self._deal
        rows = self._call.checklist()
        known = {row.clause for row in rows}
        self._clause = memory.clause if memory.clause in known else self._first(rows)
        self.set_interval(_TICK_SECONDS, self.show_status)
        self.look_at_others()
        self.show_state()
        if not self._call.mine:
            self.tell(f"{self.call.agenda.planned} min planned: Esc A m plans others", "")
        for words in self._early:
            self.on_they_say_filed(TheySay.Filed(words, None, ()))
        self._suggest()
        self._app.keep_memory()
        self.open_with_due()
        self.follow(self._call)
        self.offer_what_was_in_hand()

    def on_unmount(self) -> None:
        gc.unfreeze()

    def _first(self, rows: list[ChecklistRow]) -> str:
        """The first open must-have, or the first clause."""
        must = [row.clause for row in rows if passes(row, "open must-haves")]
        return (must or [row.clause for row in rows] or [""])[0]

    # ── typing ───────────────────────────────────────────────────────────────────────────────

    def _typed(self) -> None:
        """Every key: its letter is painted first, and in the next frame what the words may mean."""
        self.hide_due()
        if self._call is not None and not self._asked:
            self._asked = True  # letters that come in one frame are one question
            self.call_after_refresh(self.set_timer, _PAINT_SECONDS, self._answer)
        self.hold()

    def _answer(self) -> None:
        """The frame is out; unless an arrow asked meanwhile, and chose, the readings are due."""
        if self._asked and not self.is_left:
            self._suggest()

    def _suggest(self) -> None:
        self._asked = False
        if self._call is None:
            return
        words, clause = self._they.line.value, self._clause or None
        found: list[SuggestionView] = []
        if words.strip():
            found = self.call.suggest(words, clause, limit=4, before=self._they.first)
        self._they.show(found, words, clause)

    def on_they_say_filed(self, message: TheySay.Filed) -> None:
        """Enter: record the words under the chosen reading and show its clause."""
        if self._call is None:
            self._early.append(message.words)
            return
        readings, choice = message.readings, message.choice
        if choice is None:
            readings, choice = self.call.suggest(message.words, self._clause, limit=1), 0
        if choice < len(readings):
            self.call.hear(message.words, readings[choice], first=choice == 0)
            self._clause = readings[choice].clause
            self._act(self._filed(message.words), f"Filed under {self._clause}.")
        elif choice == len(readings):
            self.call.hear(message.words)
            self._act(self._filed(message.words, "as not in the playbook"), "Filed.")
        else:
            self.call.hear_about(message.words, self._clause)
            self._act(self._filed(message.words), f"Filed under {self._clause}.")

    def _filed(self, words: str, where: str = "") -> str:
        hint = self.call.deferrals.hint(self._clause, words) if self._clause else ""
        return f"Filed. {hint}" if hint else f"Filed {where or f'under {self._clause}'}."

    @property
    def typed(self) -> str:
        return self._they.line.value

    def take_typed(self) -> None:
        self._they.line.value = ""

    def on_they_say_left(self) -> None:
        """From here on keys act on the clause shown, whatever the words on the line are about."""
        self.hide_due()
        self._checklist.focus()
        if self.typed.strip() and self._they.first not in {None, self._clause}:
            self.tell(f"Not filed: i and Enter file it. Keys act on {self._clause}.", "Not filed.")

    def action_line(self) -> None:
        self.set_focus(self._they.line)  # at once: what follows in the same burst is typed

    # ── the record ───────────────────────────────────────────────────────────────────────────

    def on_record_settled(self, message: RecordSettled) -> None:
        """The store answered: what it wrote is now durable, or is kept and tried again."""
        troubled = bool(self.call.trouble)
        self.tell_of(self.call.settle(message.outcome))
        if self.call.trouble and self.call.unsaved and not troubled:
            self.tell("Ctrl+S writes what is not saved elsewhere.")
        if self.call.status().trouble:
            self.set_timer(_RETRY_SECONDS, self.call.save)
        self._app.memory.clause = self._clause
        self._app.keep_memory()
        self.hold()
        self.show_state()

    def _settled(self, outcome: Saved | NotSaved) -> None:
        """On the store's thread: hand the outcome over to the event loop."""
        self.post_message(RecordSettled(outcome))

    # ── moving about ─────────────────────────────────────────────────────────────────────────

    def on_folding_chosen(self, message: Checklist.Chosen) -> None:
        if message.key != self._clause:
            self.tell("", "")  # what was said was said of another clause
        self._clause = message.key
        self.hide_due()
        self._show_card()

    def on_folding_folded(self, message: Checklist.Folded) -> None:
        self._app.memory.folded = message.groups
        self._app.keep_memory()

    @work
    async def action_go(self) -> None:
        rows = self.call.checklist()
        chosen = await self.app.push_screen_wait(
            AskScreen(
                "Go to which clause?",
                proposals=tuple(Choice(row.clause, f"{row.clause}  {row.title}") for row in rows),
                only_proposals=True,
                shareable=True,
            )
        )
        if chosen:
            self.go_to(chosen)

    def go_to(self, clause: str) -> None:
        self.tell("", "")
        self._clause = clause
        self.show_state()
        self._checklist.reveal(clause)

    def action_filter(self) -> None:
        if self._app.discreet:
            self.tell("", "All clauses are listed while the screen is shared.")
            return
        now = self._filter
        self._app.memory.filter = FILTERS[(FILTERS.index(now) + 1) % len(FILTERS)]
        self.show_state()
        self._app.keep_memory()

    def action_wrap_up(self) -> None:
        from negotiator.tui.screens.wrap_up import WrapUpScreen

        self.app.push_screen(WrapUpScreen(self.call), self._wrapped)

    def _wrapped(self, ended: bool | str | None) -> None:
        """Ended, or back in the call, perhaps on a clause that came up meanwhile."""
        if ended is True:
            self.dismiss()
        else:
            self.go_on(ended or None)

    @work(exclusive=True, group="leaving")
    async def action_back(self) -> None:
        if self.hide_due():
            self._checklist.focus()
            return
        if await self._app.loses(self._call):
            return
        self._app.memory.clause = self._clause
        self._app.keep_memory()
        self.dismiss()

    # ── showing ──────────────────────────────────────────────────────────────────────────────

    @property
    def _checklist(self) -> Checklist:
        return self.query_one("#checklist", Checklist)

    @property
    def _they(self) -> TheySay:
        return self.query_one("#they", TheySay)

    @property
    def _filter(self) -> str:
        """What the checklist is narrowed to; in discreet mode nothing, which is ours to know."""
        known = self._app.memory.filter
        return known if known in FILTERS and not self._app.discreet else FILTERS[0]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Before the call has begun only the way back works, and not all without a clause."""
        if self._call is None:
            return action in {"back", "line", "help", "quit"}
        return bool(self._clause) or action not in CLAUSE_ACTIONS

    def type_on(self, words: str) -> None:
        line = self._they.line
        line.value = words
        line.cursor_position = len(words)

    def tell(self, text: str, shared: str = FOR_LATER) -> None:
        """On the frame of the line: a toast would cover what is being read."""
        self._told = (text, shared)
        self._they.border_subtitle = Content(shared if self._app.discreet else text)

    def show_anew(self) -> None:
        self.tell(*self._told)
        if self._app.discreet:
            self.hide_due()
        self._they.paint()
        if self.begun:
            self.show_state()
        else:
            status = marked("", discreet=self._app.discreet)
            self.query_one("#status", StatusBar).update(status)

    def show_state(self) -> None:
        if self._clause and not self.call.has(self._clause):
            self._clause = self._first(self.call.checklist())  # another edition is in force
        rows = self._app.shown(self.call.checklist())
        self._checklist.show(rows, self._filter, self._clause)
        self._checklist.border_subtitle = Content("" if self._app.discreet else self._filter)
        self._show_card()
        self.show_due()
        self.show_status()

    def on_resize(self) -> None:
        """What is shown depends on the room there is."""
        if self._call is not None:
            self.call_after_refresh(self.show_state)

    def _show_card(self) -> None:
        if self._clause:
            self.query_one("#card", Card).show(self._app.shown(self.call.card(self._clause)))

    def show_status(self) -> None:
        self.query_one("#status", StatusBar).show(self._app.shown(self.call.status()))
