"""Playbooks: TOML in, checked and frozen positions out, and every problem named with its line.

Here is what every start needs. What only a maintainer's commands need is imported from its own
module: `check`, `schema`, `page`, `diff`, `learn`, `skeleton`, `write`.
"""

from negotiator.playbook.edition import EditionError, digest_of, dump_edition, load_edition
from negotiator.playbook.load import Loaded, load
from negotiator.playbook.model import Clause, Counter, Objection, Playbook, Position
from negotiator.playbook.origin import Origin, Spot
from negotiator.playbook.problem import Problem, Severity
from negotiator.playbook.shelf import available, find, shipped_root

__all__ = [
    "Clause",
    "Counter",
    "EditionError",
    "Loaded",
    "Objection",
    "Origin",
    "Playbook",
    "Position",
    "Problem",
    "Severity",
    "Spot",
    "available",
    "digest_of",
    "dump_edition",
    "find",
    "load",
    "load_edition",
    "shipped_root",
]
