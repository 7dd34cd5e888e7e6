"""All deals, the one to resume first, and what is open in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from negotiator.tui.keys import DEALS, bindings
from negotiator.tui.paint import plural
from negotiator.tui.screens.look_back import LookBack
from negotiator.tui.screens.prepare_keys import PrepareKeys
from negotiator.tui.shareable import Shareable, marked
from negotiator.tui.widgets.deal_line import deal_detail, deal_line
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.one_line import OneLine
from negotiator.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from negotiator.desk import Desk
    from negotiator.desk.deal_views import DealRow


_MOST = 200
"""Deals on the list, those touched last: nobody reads on from there, and a word finds any other."""
_NONE = "There is no deal yet: F2 begins one."
_NOT_CHOSEN = "No deal is chosen: type its name, or F2 begins one."
_UNSEEN = (
    "The deals are not shown while the screen is shared.\n\n"
    "Type a name and press Enter, or F3 for the deal you were on last."
)


class DealList(Rows):
    """The rows are painted to the width there is, so a new width is told."""

    class Resized(Message):
        """The list has another size."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class DealsScreen(Shareable, PrepareKeys, LookBack):
    """Where the program starts: type to find, Enter to go on negotiating.

    In discreet mode no deal is shown, for with whom else we talk is ours: a name that is typed
    finds its deal unseen.
    """

    COMMAND_LIST = DEALS
    BINDINGS = bindings(DEALS)
    HELP = (
        "Type to narrow the list by vendor, title or tier; Enter resumes the highlighted deal. "
        "Every deal keeps its sessions; nothing is ever overwritten."
    )
    AUTO_FOCUS = "#find"

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[DealRow] = []
        self._shown: list[DealRow] = []
        self._are_read = False
        """Whether the rows are all that the workspace holds, and not the first of them or none."""
        self._wanted: str | None = None
        """What was asked for before the workspace was open: `open`, `resume`, `new`, `playbook`."""

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        yield Static("", id="news")
        yield OneLine(placeholder="find a deal", id="find", compact=True)
        with Horizontal(id="body"):
            yield Static("", id="notice", classes="region")
            yield DealList(id="deals", classes="region")
            yield Static("", id="detail", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#deals").border_title = "deals"
        self.query_one("#detail").border_title = "what is open"
        self._show_title()
        self._notice("Opening the workspace …")

    def on_screen_resume(self) -> None:
        """Coming back from a call: show what changed in it."""
        if self._app.discreet:
            self._forget()
        if self._app.desk is not None:
            self.reload()

    def show_anew(self) -> None:
        if self._app.discreet:
            self._forget()
        self._show_title()
        self._paint()

    def desk_opened(self) -> None:
        """The workspace is open: show the deals, then do what was already asked for."""
        if self._app.desk is not None and self._app.desk.news:
            self.query_one("#news", Static).update(Content(self._app.desk.news))
            self.query_one("#news").display = True
        self.reload()

    def desk_failed(self, what: str, remedy: str) -> None:
        """The workspace cannot be opened: say why and what to do; nothing was changed."""
        self._are_read, self._rows = False, []
        self._notice(f"{what}\n\n{remedy}\n\nNothing was changed.")

    def reload(self) -> None:
        """Read the deals again; the answer comes with `_show`."""
        self.run_worker(self._read(), exclusive=True, group="deals")

    async def _read(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        try:
            rows = await desk.deals(None if self._are_read else _MOST)
            if not self._are_read and len(rows) == _MOST:
                self._begin_with(rows)
                rows = await desk.deals()
        except DeskError as error:
            self.desk_failed(error.what, error.remedy)
            return
        finally:
            self._app.call_after_refresh(self._app.prepare)
        if self.is_left:
            return
        self._rows, self._others, self._are_read = rows, rows, True
        self._show_title()
        self._paint()
        wanted, self._wanted = self._wanted, None
        if wanted == "open":
            self.action_open()
        elif wanted == "resume":
            self.action_resume()
        elif wanted == "new":
            self.action_new()
        elif wanted == "playbook":
            self.action_playbook()

    def _begin_with(self, rows: list[DealRow]) -> None:
        """Show what the list begins with, which the rest will not change."""
        if not self.is_left and rows:
            self._rows = rows
            self._paint()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._paint()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._detail()

    def on_key(self, event: object) -> None:
        """Up and down move in the list while the cursor stays in the search line."""
        key = getattr(event, "key", "")
        deals = self.query_one("#deals", OptionList)
        if self.focused is self.query_one("#find") and key in {"down", "up"}:
            deals.action_cursor_down() if key == "down" else deals.action_cursor_up()

    def on_deal_list_resized(self, message: DealList.Resized) -> None:
        message.stop()
        if self._shown:
            self._paint()

    def action_open(self) -> None:
        """Resume the highlighted deal."""
        if not self._are_read and (self._app.discreet or not self._shown):
            self._wanted = "open"
            return
        if not self._app.discreet:
            if deal := self.pointed_at():
                self._start(deal)
        elif len(self._shown) == 1:
            self._start(self._shown[0].id)
        else:
            self._say_none()

    def action_resume(self) -> None:
        """Resume the deal one was on last; where that is not known, the one touched last."""
        known = {row.id for row in self._rows}
        last = self._app.memory.deal
        if not self._are_read and last not in known:
            self._wanted = "resume"
        elif last in known:
            self._start(last)
        elif self._rows:
            touched = next(filter(lambda row: row.last, self._rows), self._rows[0])
            self._start(touched.id)
        else:
            self._say_none()

    def action_new(self) -> None:
        """Begin a deal."""
        if self._app.desk is None:
            self._wanted = "new"
            return
        self.run_worker(self._new(self._app.desk), exclusive=True, group="new")

    async def _new(self, desk: Desk) -> None:
        from negotiator.tui.screens.new_deal import NewDealScreen

        with self._app.keys_held():  # what is typed at once is for the form
            await desk.ready("")  # it shows at once what it makes of the default playbook
            self.app.push_screen(NewDealScreen(), self._begun)

    def action_playbook(self) -> None:
        """Maintain the playbook that was maintained last."""
        desk = self._app.desk
        if desk is None:
            self._wanted = "playbook"
            return
        from negotiator.tui.screens.playbook import PlaybookScreen

        known = {name for name, _ in desk.library.ids}
        last = self._app.memory.playbook
        self.app.push_screen(PlaybookScreen(last if last in known else desk.library.DEFAULT))

    def action_contract(self) -> None:
        """The term of the highlighted deal."""
        from negotiator.tui.screens.contract import ContractScreen

        if self._app.desk is not None and (deal := self.pointed_at()):
            self.app.push_screen(ContractScreen(deal))

    def action_due(self) -> None:
        """What is due on all deals."""
        from negotiator.tui.screens.due import DueScreen

        if self._app.desk is not None:
            self.app.push_screen(DueScreen())

    def action_insights(self) -> None:
        """What the team knows from all deals."""
        from negotiator.tui.screens.insights import InsightsScreen

        if self._app.desk is not None:
            self.app.push_screen(InsightsScreen())

    def action_reviews(self) -> None:
        """Past sessions of all deals."""
        from negotiator.tui.screens.reviews import ReviewsScreen

        if self._app.desk is not None:
            self.app.push_screen(ReviewsScreen())

    def pointed_at(self) -> str | None:
        """The highlighted deal; that there is none is said, or a key would seem to do nothing."""
        row = self._current()
        if row is None:
            self._say_none()
            return None
        return row.id

    def _say_none(self) -> None:
        """Say so once the deals are read; before that, and where they cannot be, it is known."""
        if self._are_read:
            words = _NOT_CHOSEN if self._rows else _NONE
            self._app.say(words, shared=words)

    def _begun(self, deal: str | None) -> None:
        if deal:
            self._start(deal)

    def _start(self, deal: str) -> None:
        from negotiator.tui.screens.live import LiveScreen

        self.app.push_screen(LiveScreen(deal))

    def _current(self) -> DealRow | None:
        place = self.query_one("#deals", OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def _show_title(self) -> None:
        where = "sample data" if self._app.sample else self._app.workspace.root
        deals = plural(len(self._rows), "deal")
        title = f"Negotiator · {deals} · {where}" if self._are_read else "Negotiator · deals"
        discreet = self._app.discreet
        self.query_one("#title", Static).update(
            marked("Negotiator · deals" if discreet else title, discreet=discreet)
        )

    def _forget(self) -> None:
        """A name that was typed to find its deal is not to stay on a shared screen."""
        for find in self.query("#find").results(Input):
            find.value = ""

    def _notice(self, text: str) -> None:
        """A text where the list would be; an empty one gives the place back to the list."""
        self.query_one("#notice", Static).update(Content(text))
        self.query_one("#notice").display = bool(text)
        self.query_one("#deals").display = not text

    def _paint(self) -> None:
        if not (self._are_read or self._rows):
            return
        current = self._current()
        kept = current.id if current else self._app.memory.deal
        words = self.query_one("#find", Input).value.casefold().split()
        self._shown = [
            row
            for row in self._rows
            if all(
                w in f"{row.vendor} {row.title} {row.tier} {row.stage}".casefold() for w in words
            )
        ]
        deals = self.query_one("#deals", OptionList)
        discreet = self._app.discreet
        self.set_class(discreet, "-discreet")
        if discreet:
            deals.clear_options()  # a hidden list may yet be in the first frame of a return
            told = words and self._are_read
            found = f"\n\n{plural(len(self._shown), 'deal')} found." if told else ""
            self._notice(_UNSEEN + found)
        elif not self._rows:
            self._notice("No deals yet. F2 begins one; `negotiator demo` shows a year of them.")
        elif not self._shown:
            no = "No deal matches what you typed."
            self._notice(no if self._are_read else "Looking through all deals …")
        else:
            self._notice("")
            width = max(deals.scrollable_content_region.width, 40)
            listed = self._shown[:_MOST]
            vendor = max((Content(row.vendor).cell_length for row in listed), default=0)
            deals.set_options([Option(deal_line(row, width, vendor), id=row.id) for row in listed])
            more = len(self._shown) - len(listed)
            deals.border_subtitle = f"and {more} more: type to find them" if more else ""
            places = [n for n, row in enumerate(listed) if row.id == kept]
            deals.highlighted = places[0] if places else 0
        self._detail()

    def _detail(self) -> None:
        row = None if self._app.discreet else self._current()
        detail = self.query_one("#detail", Static)
        width = max(detail.content_size.width, 30)
        detail.update(deal_detail(row, width) if row else Content(""))
