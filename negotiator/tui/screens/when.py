"""Which time to look back on: a span that has a name, or any that is typed."""

from __future__ import annotations

from datetime import date

from negotiator.desk.form_views import Choice
from negotiator.desk.span import BEGINNING, SPANS, TYPED, span
from negotiator.tui.screens.ask import AskScreen


def ask_when(today: date) -> AskScreen:
    """A question that is answered with a text that `span` reads."""

    def choice(text: str) -> Choice:
        since, until = span(text, today)
        begins = "the beginning" if since == BEGINNING else f"{since:%d %b %Y}"
        days = begins if since == until else f"{begins} to {until:%d %b %Y}"
        return Choice(text, f"{text:<16}  {days}")

    def typed(text: str) -> Choice | None:
        try:
            return choice(text)
        except ValueError:
            return None

    return AskScreen(
        "When?",
        f"Or type {TYPED}",
        proposals=tuple(map(choice, SPANS)),
        only_proposals=True,
        typed=typed,
    )
