"""The keys that take a statement from a call into the playbook: a key each, at the clause shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.plain import ended
from negotiator.tui.screens.upkeep_keys import UpkeepKeys

if TYPE_CHECKING:
    from negotiator.desk.inbox import Statement
    from negotiator.desk.promote import Promoted


class PromoteKeys(UpkeepKeys):
    """The statement is the one under the cursor of the inbox, the clause the one on the page."""

    def __init__(self, name: str, clause: str = "") -> None:
        super().__init__(name, clause)
        self._taken_in: list[Promoted] = []
        """What can be taken back, the last one last."""

    def show_statements(
        self, statements: Sequence[Statement], elsewhere: Mapping[str, int]
    ) -> None:
        """Show those that wait here, and how many wait for which other playbooks."""
        raise NotImplementedError

    def show_taking_in(self) -> None:
        """Say that one is on its way: the playbook is checked with it first."""
        raise NotImplementedError

    @property
    def statement(self) -> Statement | None:
        """The one under the cursor."""
        raise NotImplementedError

    def action_inbox(self) -> None:
        """Show what waits."""
        raise NotImplementedError

    @work(exclusive=True, group="inbox")
    async def read_inbox(self) -> None:
        """Read what was heard in all deals, and what of it this playbook does not know."""
        await self._read_inbox()

    async def _read_inbox(self) -> None:
        from negotiator.desk.inbox import inbox

        try:
            heard = await self.desk.heard()
            waiting = await self.off(inbox, self.desk.library, heard)
        except DeskError as error:
            self.report(error)
            return
        here = [each for each in waiting if each.playbook == self._playbook]
        others = Counter(each.playbook for each in waiting if each.playbook != self._playbook)
        self.show_statements(here, others)

    @work(group="promote")
    async def action_phrase(self) -> None:
        """A phrase of the clause, or of the objection under which it was filed."""
        await self._promote()

    @property
    def aim(self) -> str:
        """The clause that a statement would go to: one that was chosen, not only the first."""
        raise NotImplementedError

    @work(group="promote")
    async def action_objection(self) -> None:
        """A phrase of an objection of the clause."""
        known = self._look.clauses.get(self.aim) if self._look else None
        if self.statement is None or known is None or not known.objection:
            await self._promote()
            return
        choices = tuple(
            Choice(each.id, f"{each.id}  “{each.heard[0] if each.heard else each.behind_it}”")
            for each in known.objection
        )
        title = f"Which objection of {self._clause} is it?"
        if objection := await self.ask(title, f"“{self.statement.words}”", choices):
            await self._promote(objection)

    @work(group="promote")
    async def action_new_objection(self) -> None:
        """The first phrase of a new objection; its counters are written by a person."""
        from negotiator.desk.promote import KINDS

        if self.statement is None or not self.aim:
            await self._promote()
            return
        words = f"“{self.statement.words}”"
        title = f"What is the new objection to {self._clause} called?"
        objection = await self.ask(title, f"{words} Small letters and hyphens.", (), free=True)
        if not objection:
            return
        if kind := await self.ask(f"What does {objection} rest on?", words, KINDS):
            await self._promote(objection, kind)

    @work(group="promote")
    async def action_small_talk(self) -> None:
        """Nothing is to be found for these words."""
        from negotiator.desk.promote import dismiss

        if self.statement is not None:
            desk, today = self.desk, self.desk.clock().date()
            do = partial(dismiss, desk.workspace, desk.library, self.statement, today)
            await self._taught(do)
        else:
            await self._promote()

    @work(group="promote")
    async def action_undo(self) -> None:
        """Take the statement back that was taken in last."""
        try:
            last = await self.off(self._take_back)
        except DeskError as error:
            self.report(error)
            return
        if last is None:
            self._app.say("Nothing was taken in here that could be undone.")
            return
        self._app.say(f"Taken back: {last.place or 'small talk'}.")
        await self._read_inbox()

    def _take_back(self) -> Promoted | None:
        """Only now is it known which was the last: one may still have been on its way."""
        from negotiator.desk.promote import take_back

        if not self._taken_in:
            return None
        last = self._taken_in[-1]
        take_back(self.desk.library, last)
        self._taken_in.pop()
        return last

    async def _promote(self, objection: str = "", kind: str = "") -> None:
        from negotiator.desk.promote import promote

        statement = self.statement
        if statement is None:
            self.action_inbox()
            self._app.say("Choose the statement first.")
            return
        if not self.aim:
            self._app.say("Choose the clause it is about first: F2 finds it.")
            return
        desk = self.desk
        if not objection and statement.clause == self._clause:
            objection = statement.objection
        do = partial(
            promote,
            desk.workspace,
            desk.library,
            statement,
            desk.clock().date(),
            clause=self._clause,
            objection=objection,
            kind=kind,
        )
        await self._taught(do)

    async def _taught(self, do: partial[Promoted]) -> None:
        """Say what became of a statement, and show those that are left."""
        self.show_taking_in()
        try:
            promoted = await self.off(do)
        except DeskError as error:
            self.report(error)
            await self._read_inbox()
            return
        what = f"A phrase of {promoted.place}" if promoted.place else "Small talk"
        to_do = [f" To do: {each.what}; {ended(each.remedy)}" for each in promoted.to_do[:1]]
        self._taken_in.append(promoted)
        self._app.say(f"{what}, in {promoted.file.name}; u undoes it.{''.join(to_do)}")
        await self._read_inbox()
