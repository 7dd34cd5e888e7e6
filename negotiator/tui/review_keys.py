"""The keys of the screens that look back; a part of the one list of `keys`."""

from __future__ import annotations

from negotiator.tui.keys import BESIDE, TO_PATHS, Command

REVIEWS = (
    Command("open", "enter", "Open", "The session step by step.", "open", False),
    Command("find", "slash,f2", "Find", "Words that were heard or noted.", "find"),
    Command("vendor", "v", "Vendor", "Only the sessions with one vendor.", "narrow('vendor')"),
    Command("negotiator", "n", "Who", "Only those of one of us.", "narrow('author')"),
    Command("span", "w", "When", "A year, the last quarter, or any time you type.", "span"),
    Command("outcome", "o", "Outcome", "Only those that ended so.", "narrow('outcome')"),
    TO_PATHS,
    BESIDE,
    Command("back", "escape", "Back", "One step back.", "back"),
    Command("playbook", "y", "On which", "Only those on one playbook.", "narrow('playbook')"),
    Command("clear", "x", "All", "Without any filter.", "clear"),
)

SESSION = (
    Command("step", "right", "Step", "One entry on.", "step(1)", priority=True),
    Command("step-back", "left", "Step back", "One entry back.", "step(-1)", priority=True),
    Command("conceded", "c", "Conceded", "To the next step down of ours.", "turn('conceded')"),
    Command("agreed", "a", "Agreed", "To the next point agreed.", "turn('agreed')"),
    TO_PATHS,
    BESIDE,
    Command("back", "escape", "Back", "One step back.", "back"),
)

PATHS = (
    BESIDE,
    Command("unmoved", "f", "All", "The clauses that never moved too, or not.", "unmoved"),
    Command("back", "escape,p", "Back", "One step back.", "back"),
)

SIDES = (
    Command("same", "f", "All", "What is the same on both sides too, or not.", "same"),
    Command("other", "b", "Another", "With another deal or vendor.", "other"),
    Command("back", "escape", "Back", "One step back.", "back"),
)
