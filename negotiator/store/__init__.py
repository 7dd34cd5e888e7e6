"""The record on disk: deals, sessions and entries; the only place with SQL."""

from negotiator.store.dated import DatedDeal
from negotiator.store.errors import StoreError
from negotiator.store.merge import Merged
from negotiator.store.overview import DealOverview
from negotiator.store.store import Store

__all__ = ["DatedDeal", "DealOverview", "Merged", "Store", "StoreError"]
