"""Which deal a person means by a few words or the beginning of an id."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from negotiator.deal.deal import Deal
from negotiator.store.errors import StoreError

_SHORTEST_PREFIX = 4
"""Fewer letters of an id are more likely the beginning of a name."""
_SHOWN = 8
"""Candidates, and characters of an id, in the message about several."""


def find(text: str, deals: Sequence[Deal]) -> Deal:
    """The deal of that id; else of that vendor or title; else the one that the text is part of.

    The first of these readings under which any deal is found decides. Case does not matter.

    Raises:
        StoreError: no deal is meant, or more than one.
    """
    wanted = " ".join(text.split()).casefold()
    number = wanted.replace("-", "")
    readings: tuple[Callable[[Deal], bool], ...] = (
        lambda deal: deal.id.hex == number,
        lambda deal: wanted in {deal.vendor.casefold(), deal.title.casefold()},
        lambda deal: (
            (len(number) >= _SHORTEST_PREFIX and deal.id.hex.startswith(number))
            or wanted in f"{deal.vendor} {deal.title}".casefold()
        ),
    )
    for reading in readings if wanted else ():
        meant = [deal for deal in deals if reading(deal)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise StoreError(f"{text!r} may be {_listed(meant)}.", "Name one of them by its id.")
    raise StoreError(
        f"There is no deal {text!r}.",
        f"There are: {_listed(deals)}." if deals else "Begin one first.",
    )


def _listed(deals: Sequence[Deal]) -> str:
    names = [f"{str(deal.id)[:_SHOWN]} ({deal.vendor} · {deal.title})" for deal in deals[:_SHOWN]]
    if len(deals) > _SHOWN:
        names.append(f"{len(deals) - _SHOWN} more")
    return ", ".join(names)
