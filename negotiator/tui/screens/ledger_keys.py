"""The call's ways to what is due, to the promise ledger, and to the gate before signature."""

from __future__ import annotations

from negotiator.tui.screens.edition_keys import EditionKeys
from negotiator.tui.widgets.due import DueList
from negotiator.tui.widgets.panel import Panel


class LedgerKeys(EditionKeys):
    """A screen with a call, whose card makes room for what is due."""

    def go_on(self, clause: str | None = None) -> None:
        """Back in the call, on another clause if one is named."""
        if clause and self.call.has(clause):
            self._clause = clause
        self.show_state()

    def action_promises(self) -> None:
        from negotiator.tui.screens.promises import PromisesScreen

        self.app.push_screen(PromisesScreen(self.call), self.go_on)

    def action_readiness(self) -> None:
        from negotiator.tui.screens.readiness import ReadinessScreen

        self.app.push_screen(ReadinessScreen(self.call), self.go_on)

    # ── what is due ──────────────────────────────────────────────────────────────────────────

    @property
    def _due_list(self) -> DueList:
        return self.query_one(DueList)

    def open_with_due(self) -> None:
        """A session begins with what is due, unless somebody is talking already."""
        if self._app.discreet or self.call.mine or not self.call.deferrals.due():
            return
        if self.typed:
            self.tell("Something is due: D lists it.")
            return
        self.add_class("-due")
        self.show_due()

    def hide_due(self) -> bool:
        """The call goes on; whether the list was there."""
        shown = self.has_class("-due")
        self.remove_class("-due")
        return shown

    def show_due(self) -> None:
        """Show what is due now, where it is shown; nothing more is a reason to go on."""
        if not self.has_class("-due"):
            return
        due = self.call.deferrals.due()
        if not due:
            self.hide_due()
            return
        late = sum(item.late != "due today" for item in due)
        self._due_list.border_title = f"due: {late} overdue, {len(due) - late} today"
        self._due_list.border_subtitle = "Esc goes on · D shows it again"
        self._due_list.show(due, "")

    def action_due(self) -> None:
        """Open the list and go into it, or close it."""
        if self.hide_due():
            return
        if self._app.discreet:
            self.tell("", "F9 first: what is due is ours.")
            return
        if not self.call.deferrals.due():
            self.tell("Nothing is overdue or due today.")
            return
        self.add_class("-due")
        self.show_due()
        self._due_list.list.focus()
        self._point()

    def on_panel_pointed(self, message: Panel.Pointed) -> None:
        """The keys of the call act on what is under the cursor."""
        message.stop()
        if self._due_list.list.has_focus:
            self._point()

    def _point(self) -> None:
        item = self._due_list.item
        if item is not None and item.clause and self.call.has(item.clause):
            self._clause = item.clause
            self.show_state()

    def on_panel_picked(self, message: Panel.Picked) -> None:
        """Enter: a task is done; a deferral is gone on with."""
        message.stop()
        item = self._due_list.item
        if item is None:
            return
        if item.task:
            self.call.deferrals.done(item.task)
            self._act("Done; u takes it back.")
        else:
            self.hide_due()
            self.go_on(item.clause)
