"""Faults on purpose: what was acknowledged as saved is there afterwards."""
