"""The documents people exchange, made from a deal's state."""

from negotiator.report.render import FORMS, KINDS, render

__all__ = ["FORMS", "KINDS", "render"]
