"""A person at the keyboard: opens the program on a workspace, presses keys, reads the screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar

from textual import events
from textual.pilot import Pilot

from negotiator.deal.body import Body, Retracted
from negotiator.deal.entry import Entry
from negotiator.deal.standing import live
from negotiator.desk import Call, Desk
from negotiator.desk.memory import Memory, remember
from negotiator.desk.views import CardView, ChecklistRow
from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.store import Store
from negotiator.tui.app import NegotiatorApp
from negotiator.tui.screens.clause_keys import ClauseKeys
from tests.tui.playbook import SMALL

VENDOR, TITLE = "Acme AI", "Enterprise API"
PATIENCE = 5.0
"""Seconds until something that should come is taken not to come."""

B = TypeVar("B", bound=Body)


def a_workspace(folder: Path, playbook: str = SMALL) -> Workspace:
    """A workspace whose default playbook is the given one instead of the shipped."""
    workspace = make_workspace(folder)
    (workspace.playbooks / "llm-vendor.toml").write_text(playbook, encoding="utf-8")
    return workspace


async def add_deal(workspace: Workspace, vendor: str = VENDOR, title: str = TITLE) -> str:
    """Begin a deal without a screen; its id."""
    desk = Desk.open(workspace)
    try:
        return await desk.new_deal(vendor, title, {})
    finally:
        desk.close()


def negotiate(workspace: Workspace, what: Callable[[Call], None], vendor: str = "") -> None:
    """Have a call on the workspace's first deal, or on a vendor's, without a screen; end it."""
    desk = Desk.open(workspace)
    try:
        deals = [row.id for row in desk.deals_now() if vendor in row.vendor]
        call = desk.begin_now(deals[0], lambda _: None)
        what(call)
        call.save_now()
        call.finish()
    finally:
        desk.close()


def record(workspace: Workspace) -> list[Entry]:
    """What stands in the file, of all deals, in the order in which it was added."""
    with Store.open(workspace.database) as store:
        return [entry for deal in store.deals() for entry in store.entries(deal.id)]


def bodies(entries: list[Entry], kind: type[B]) -> list[B]:
    """The bodies of one kind that count, oldest first."""
    return [entry.body for entry in live(entries) if isinstance(entry.body, kind)]


@dataclass(slots=True)
class Person:
    """Someone at the keyboard of an open program."""

    app: NegotiatorApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys one after another."""
        await self.pilot.press(*keys)

    async def burst(self, *keys: str) -> None:
        """Press keys so fast that none waits for what the one before it does."""
        for key in keys:
            self.app.post_message(events.Key(key, None))
        await self.pilot.pause()

    async def write(self, words: str) -> None:
        """Type words letter by letter."""
        await self.pilot.press(*words)

    async def paste(self, words: str) -> None:
        """Paste words where the cursor is."""
        self.app.post_message(events.Paste(words))
        await self.pilot.pause()

    async def say(self, words: str) -> None:
        """File what the vendor says, from wherever one is in the call, and leave the line."""
        if self.app.focused is None or self.app.focused.id != "line":
            await self.press("i")
        await self.paste(words)
        await self.press("enter", "escape")

    @property
    def screen(self) -> str:
        """The uppermost screen as it is read, a line a row; each row without its right margin."""
        rows = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in row).rstrip() for row in rows)

    async def until(self, happened: Callable[[], bool], what: str) -> None:
        """Wait for something, or fail with what the screen shows instead."""
        end = monotonic() + PATIENCE
        while not happened():
            if monotonic() > end:
                shown = "\n".join(row for row in self.screen.splitlines() if row.strip(" │"))
                raise AssertionError(f"{what}; the screen shows:\n{shown}")
            await asyncio.sleep(0.01)

    async def sees(self, *texts: str) -> None:
        """Wait until all the texts are on the screen."""
        for text in texts:
            await self.until(lambda text=text: text in self.screen, f"no {text!r} to be seen")  # type: ignore[misc]

    def blind_to(self, *texts: str) -> None:
        """None of the texts is on the screen."""
        for text in texts:
            assert text not in self.screen, f"{text!r} is to be seen:\n{self.screen}"

    async def told(self, text: str) -> None:
        """Wait until a notice holds the text, however it is wrapped."""
        await self.until(lambda: self.notices(text) > 0, f"nobody was told {text!r}")

    def notices(self, text: str) -> int:
        """How many of the notices still shown hold the text."""
        return sum(text in notice.message for notice in self.app._notifications)

    async def on(self, screen: str) -> None:
        """Wait until the uppermost screen is the one of that class."""
        await self.until(lambda: type(self.app.screen).__name__ == screen, f"not on {screen}")

    # ── in a call ────────────────────────────────────────────────────────────────────────────

    @property
    def live(self) -> ClauseKeys:
        """The call's screen, wherever it is in the stack."""
        found = [screen for screen in self.app.screen_stack if isinstance(screen, ClauseKeys)]
        return found[-1]

    @property
    def call(self) -> Call:
        return self.live.call

    @property
    def card(self) -> CardView:
        """The clause on screen, as the desk shows it."""
        return self.call.card(self.live._clause)

    def row(self, clause: str) -> ChecklistRow:
        """A clause of the checklist."""
        (found,) = (row for row in self.call.checklist() if row.clause == clause)
        return found

    async def saved(self) -> list[Entry]:
        """Wait until all is saved; what stands in the file then."""
        await self.until(lambda: self.call.status().unsaved == 0, "not everything was saved")
        return record(self.app.workspace)

    async def recorded(self, kind: type[B]) -> B:
        """The last entry that counts, which is of that kind and stands in the file."""
        entries = live(await self.saved())
        assert entries, f"nothing is recorded; the screen shows:\n{self.screen}"
        body = entries[-1].body
        assert isinstance(body, kind), f"a {kind.__name__} was expected, not {body!r}"
        return body

    async def asked(self, question: str) -> None:
        """Wait until the program asks that."""
        await self.on("AskScreen")
        await self.sees(question)

    async def answer(self, *exchange: tuple[str, str]) -> None:
        """Answer the questions as they come, then be back in the call."""
        for question, answer in exchange:
            await self.asked(question)
            if answer:
                await self.paste(answer)
            await self.press("enter")
        await self.until(lambda: self.app.screen is self.live, "the questions did not end")

    async def go(self, clause: str) -> None:
        """Jump to a clause by typing its name."""
        await self.press("g")
        await self.answer(("Go to which clause?", clause))
        assert self.card.clause == clause

    async def undo(self) -> None:
        """Take back the last thing recorded; it no longer counts, and still stands there."""
        before = await self.saved()
        await self.press("u")
        await self.sees("Took back")
        after = await self.saved()
        assert after[:-1] == before
        last = after[-1].body
        assert isinstance(last, Retracted)
        assert last.entry == live(before)[-1].id


@asynccontextmanager
async def opened(
    workspace: Workspace,
    size: tuple[int, int] = (80, 24),
    *,
    sample: bool = False,
    ready: bool = True,
) -> AsyncIterator[Person]:
    """The program, started on a workspace, with its deals on the screen unless not yet `ready`."""
    app = NegotiatorApp(workspace, sample=sample)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        person = Person(app, pilot)
        if ready:
            await person.until(lambda: app.desk is not None, "the workspace did not open")
            await person.until(lambda: "Opening" not in person.screen, "no deals came")
        yield person


@asynccontextmanager
async def in_call(
    workspace: Workspace, size: tuple[int, int] = (80, 24), *, at: str = ""
) -> AsyncIterator[Person]:
    """The program in a call on the workspace's first deal, the cursor in the line.

    With `at` the line is left and that clause is on the screen, as after an earlier start.
    """
    if at:
        remember(workspace.state_file, Memory(clause=at))
    async with opened(workspace, size) as person:
        await begin(person)
        if at:
            await person.press("escape")
            assert person.card.clause == at
        yield person


async def begin(person: Person, key: str = "enter") -> None:
    """From the deals into a call, by default on the highlighted one."""
    await person.press(key)
    await person.on("LiveScreen")
    await person.until(lambda: person.live._call is not None, "the call did not begin")
