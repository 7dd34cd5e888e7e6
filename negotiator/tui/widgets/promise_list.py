"""The promises of a deal, each a line with its state in words, and all about one below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import columns
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.promises import PromiseView

_STATE, _MARK, _CLAUSE, _WHERE = 9, 7, 24, 26
_ROOMY = 100
"""Columns from which a line also says where the promise stands."""
_COLOURS = {
    "oral": "bold $error",
    "read back": "bold $warning",
    "papered": "$success",
    "waived": "$muted",
}


class PromiseList(Panel["PromiseView"]):
    """The loose ones first, then those whose paper may not hold."""

    TITLE = "promises"

    def line(self, item: PromiseView, width: int) -> Content:
        mark = "hedged" if item.hedges and item.loose else "in doubt" if item.doubt else ""
        cells = [
            (item.state, _STATE, _COLOURS[item.state]),
            (mark, _MARK + 1, "bold $warning"),
            (item.clause or "no clause", _CLAUSE, ""),
        ]
        rest = width - sum(cell[1] for cell in cells) - 3
        if width >= _ROOMY:
            rest -= _WHERE + 1
            where = item.where or (f"→ {item.home}" if item.home else "")
            cells.append((where, _WHERE, "" if item.where else "$muted"))
        words = f"“{item.words}”" if item.verbatim else item.words
        return columns([*cells, (words, max(rest, 10), "bold")])

    def detail(self, item: PromiseView) -> Content:
        lines = [_words(item)]
        if item.hedges:
            lines.append(_labelled("hedged", ", ".join(f"“{each}”" for each in item.hedges)))
        if item.condition:
            lines.append(_labelled("hangs on", item.condition))
        if item.where:
            lines.append(_labelled("stands in", item.where))
        elif item.home and item.loose:
            lines.append(_labelled("belongs in", item.home))
        if item.doubt:
            lines.append(Content.styled(f"may not hold: {item.doubt}", "bold $warning"))
        if item.basis:
            lines.append(_labelled("signed without", item.basis))
        return Content("\n").join(lines)


def _words(item: PromiseView) -> Content:
    """The words with their hedges underlined, and whose words they are."""
    words = Content(item.words)
    for start, end in item.spans:
        words = words.stylize("bold underline $warning", start, end)
    if not item.id:
        return Content.assemble(words, ("  (the clause itself)", "$muted"))
    whose = "their words, verbatim" if item.verbatim else "in our words"
    when = f", {item.at:%d %b %Y}" if item.at else ""
    return Content.assemble(words, (f"  ({whose}{when})", "$muted"))


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((f"{label}: ", "$muted"), text)
