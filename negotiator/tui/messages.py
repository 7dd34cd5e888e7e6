"""What the workers tell the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from negotiator.desk import Desk, NotSaved, Saved
    from negotiator.desk.editions import OnDisk


class DeskOpened(Message):
    """The workspace is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk


class DeskFailed(Message):
    """The workspace cannot be opened."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__()
        self.what = what
        self.remedy = remedy


class Recovered(Message):
    """The record turned out to be damaged after it was opened, and was opened again."""

    def __init__(self, news: str) -> None:
        super().__init__()
        self.news = news
        """What was recovered, or why nothing could be."""


class Warned(Message):
    """Something behind the scenes did not work."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class PlaybookRead(Message):
    """The default playbook is at hand."""

    def __init__(self, problem: str) -> None:
        super().__init__()
        self.problem = problem
        """What is wrong with it, in words; empty when nothing is."""


class RecordSettled(Message):
    """The store has written entries, or could not."""

    def __init__(self, outcome: Saved | NotSaved) -> None:
        super().__init__()
        self.outcome = outcome


class FilesSaved(Message):
    """Some playbook was written, by us or by another program."""


class PlaybookSeen(Message):
    """The playbook of a call was looked at on the disk."""

    def __init__(self, found: OnDisk) -> None:
        super().__init__()
        self.found = found


class Ended(Message):
    """The system ends the program, or its terminal is gone."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code
