"""A name that a list is narrowed to, and what there is where nothing is called that."""

from __future__ import annotations

from collections.abc import Iterable

from negotiator.desk.errors import DeskError
from negotiator.playbook.near import did_you_mean

_SHOWN = 8
"""Names in the message."""


def check_name(what: str, text: str, known: Iterable[str]) -> None:
    """Refuse a name that stands in no known one: what is empty for a slip would read as a finding.

    Raises:
        DeskError: nothing is called that; names the nearest, or what there is.
    """
    names = sorted({*known} - {""}, key=str.casefold)
    if any(text.casefold() in name.casefold() for name in names):
        return
    words = {word: name for name in names for word in name.split()}
    near = did_you_mean(text, {*names, *words})
    if near:
        hint = f"Did you mean {words.get(near, near)}?"
    elif names:
        more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
        hint = f"There are: {', '.join([*names[:_SHOWN], *more])}."
    else:
        hint = "Nothing is recorded yet."
    raise DeskError(f"There is no {what} {text}.", hint)
