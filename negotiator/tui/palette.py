"""What the palette finds: commands by their titles, and after those by what is said of them."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette, Hit, Hits
from textual.system_commands import SystemCommandsProvider

_SAID = 0.01
"""The score of a command of whose help the words are: any title that matches comes first."""


class Commands(SystemCommandsProvider):
    """Whoever types "pilot" is after the tier, though its title does not say so."""

    async def search(self, query: str) -> Hits:
        """The commands that match."""
        matcher, words = self.matcher(query), query.casefold().split()
        for title, help_text, run, *_ in self.app.get_system_commands(self.screen):
            score = matcher.match(title)
            if not score and words and all(word in help_text.casefold() for word in words):
                score = _SAID
            if score:
                yield Hit(score, matcher.highlight(title), run, help=help_text)


class PatientPalette(CommandPalette):
    """A palette whose list may be paged before it is there."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
