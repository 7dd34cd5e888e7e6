"""What was heard -> ranked suggestions: pure, offline, deterministic."""

from negotiator.suggest.index import Index, build_index, material
from negotiator.suggest.learned import Correction, Learned
from negotiator.suggest.match import Context
from negotiator.suggest.suggestion import Suggestion, next_counter, stated_value, suggest

__all__ = [
    "Context",
    "Correction",
    "Index",
    "Learned",
    "Suggestion",
    "build_index",
    "material",
    "next_counter",
    "stated_value",
    "suggest",
]
