"""What of a view may be seen by the other side: the rest of it is blanked, at one place.

A field is internal unless `views` declares it `Said`. So a field that is added, and a view that is
new, are hidden until somebody decides otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from negotiator.deal.standing import Standing
from negotiator.desk.views import SAID, CardView, ChecklistRow

View = TypeVar("View")

_AGREED = frozenset(each for each in Standing if each.agreed)
_COMMON = _AGREED | {Standing.NOT_RAISED, Standing.DEFERRED}
"""The standings that both sides know by what they said to each other."""
_BLANKS = (str, bool, int, float, tuple, list, dict, set, frozenset)


def discreet(view: View) -> View:
    """The view without what is internal; of a list or tuple, each in it.

    Raises:
        TypeError: a field that is internal has a value that cannot be blanked.
    """
    if isinstance(view, (list, tuple)):
        return type(view)(discreet(each) for each in view)
    if not is_dataclass(view) or isinstance(view, type):
        return view
    said, bare = _said(type(view)), {}
    for name in (each.name for each in fields(view)):
        value = getattr(view, name)
        bare[name] = discreet(value) if name in said else _blank(name, value)
    if "discreet" in bare:
        bare["discreet"] = True
    shown = replace(view, **bare)
    rule = _RULES.get(type(view))
    return rule(view, shown) if rule else shown


def _row(row: ChecklistRow, bare: ChecklistRow) -> ChecklistRow:
    return replace(bare, standing=_standing(row.standing), settled=row.standing in _AGREED)


def _card(card: CardView, bare: CardView) -> CardView:
    """What we asked is known once it was put on the table; on the ladder it would show the rest.

    The limit is never quoted, even where it was said.
    """
    told = (rung for rung in card.ladder if rung.offered and not rung.walk_away)
    asked = (rung.say for rung in told if rung.on_table)
    ask = card.ask if card.discreet else next(asked, "")
    return replace(bare, standing=_standing(card.standing), ask=ask)


def _standing(standing: str) -> str:
    """The standing as the other side knows it; that we gave up, or ask an approver, it does not."""
    return standing if standing in _COMMON or not standing else "open"


_RULES: dict[type, Callable[[Any, Any], Any]] = {ChecklistRow: _row, CardView: _card}
"""Views in which it depends on the deal whether a field was said."""


@cache
def _said(view: type) -> frozenset[str]:
    """The names of the fields that are declared `Said`."""
    hints = get_type_hints(view, include_extras=True)
    return frozenset(name for name, hint in hints.items() if SAID in get_args(hint)[1:])


def _blank(name: str, value: object) -> object:
    """Nothing, of the kind of the value."""
    if value is None or is_dataclass(value):
        return None
    for kind in _BLANKS:
        if isinstance(value, kind):
            return kind()
    if hasattr(value, "isoformat"):
        return None
    raise TypeError(f"{name} cannot be blanked: {value!r}")
