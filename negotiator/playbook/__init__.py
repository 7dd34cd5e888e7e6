"""Playbooks: TOML in, checked and frozen positions out, and every problem named with its line.

Names are imported from their own modules, so that a start pays only for what it needs.
"""
