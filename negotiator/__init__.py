"""Negotiator: a terminal workbench for negotiating contracts with vendors of AI services."""

__version__ = "0.1.0"
