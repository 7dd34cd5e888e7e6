"""The closed lists of a playbook: each value is a word that its files and the screens use."""

from __future__ import annotations

from enum import StrEnum


class RiskTier(StrEnum):
    """How much is at stake in a deal; S1 section 1 asks for different terms at each."""

    PILOT = "pilot"
    INTERNAL = "internal"
    CUSTOMER_FACING = "customer-facing"
    REGULATED = "regulated"


class Priority(StrEnum):
    """How hard a clause is pursued in a deal of one risk tier."""

    MUST_HAVE = "must-have"
    SHOULD_HAVE = "should-have"
    NICE_TO_HAVE = "nice-to-have"


class Owner(StrEnum):
    """The function on our side that decides a clause."""

    LEGAL = "legal"
    SECURITY = "security"
    PROCUREMENT = "procurement"
    ENGINEERING = "engineering"


class Rung(StrEnum):
    """The kind of a position on a ladder; fallbacks are numbered by their order."""

    OPENING = "opening"
    TARGET = "target"
    FALLBACK = "fallback"
    WALK_AWAY = "walk-away"


class ObjectionKind(StrEnum):
    """What an objection rests on, whatever its words."""

    OPERATIONAL = "operational"
    COST = "cost"
    SECURITY = "security"
    IP = "ip"
    POLICY = "policy"
    LEGAL = "legal"
    PRECEDENT = "precedent"
    AUTHORITY = "authority"


class Tier(StrEnum):
    """The step a counter takes, mildest first."""

    ASK = "ask"
    REFRAME = "reframe"
    EVIDENCE = "evidence"
    ALTERNATIVE = "alternative"
    TRADE = "trade"
    ESCALATE = "escalate"
