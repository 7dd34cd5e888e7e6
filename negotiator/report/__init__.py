"""The documents people exchange, made from a deal's record."""

from negotiator.report.record import DealRecord
from negotiator.report.render import FORMS, KINDS, render
from negotiator.report.renewal import Around

__all__ = ["FORMS", "KINDS", "Around", "DealRecord", "render"]
