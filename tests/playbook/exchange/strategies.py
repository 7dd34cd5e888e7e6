"""Any playbook whose ladders are in order, as hypothesis strategies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from negotiator.plain import visible
from negotiator.playbook.model import ObjectionKind, Owner, Playbook, Priority, RiskTier, Rung, Tier

_HARD = "=+-@＝'\";,|\t\n {}[]()a\u0301é€😀\u202e\x00\u2028"
characters = st.one_of(st.sampled_from(_HARD), st.characters(codec="utf-8"))
texts = st.text(characters, max_size=30)
lines = texts.filter(lambda text: text.strip() != "")
labels = st.text(characters, max_size=6)
"""Short, because a hidden character is longer when it is made visible."""
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
numbers = st.floats(allow_nan=False, allow_infinity=False)
flags = st.booleans()
facts = st.dictionaries(
    st.sampled_from(["hosting", "data"]),
    st.lists(st.sampled_from(["saas", "personal"]), min_size=1, max_size=2),
    max_size=2,
)

Table = dict[str, Any]


def tables(required: Mapping[str, Any], **optional: Any) -> st.SearchStrategy[Table]:
    """Tables with these keys, and some of the others."""
    return st.fixed_dictionaries(dict(required), optional=optional)


def _positions(approvers: list[str]) -> st.SearchStrategy[Table]:
    return tables(
        {},
        label=labels,
        value=numbers,
        say=texts,
        language=texts,
        when=texts,
        approver=st.sampled_from(approvers),
        requires_get=flags,
    )


@st.composite
def ladders(draw: st.DrawFn, approvers: list[str]) -> list[Table]:
    """At least one rung, best first."""
    kinds = [
        *([Rung.OPENING] if draw(flags) else []),
        *([Rung.TARGET] if draw(flags) else []),
        *[Rung.FALLBACK] * draw(st.integers(0, 3)),
        *([Rung.WALK_AWAY] if draw(flags) else []),
    ]
    rungs = kinds or [Rung.TARGET]
    return [{"rung": str(rung), **draw(_positions(approvers))} for rung in rungs]


counters = tables({"tier": st.sampled_from(Tier).map(str), "say": lines}, leads_to=slugs)
objections = tables(
    {"id": slugs, "kind": st.sampled_from(ObjectionKind).map(str)},
    heard=st.lists(lines, max_size=3),
    behind_it=texts,
    counter=st.lists(counters, max_size=3),
)


def clauses(approvers: list[str]) -> st.SearchStrategy[Table]:
    """Clauses with any of their keys but `trade_for`, which names things beside the clauses."""
    return tables(
        {
            "id": st.builds("{}.{}".format, slugs, slugs),
            "title": lines,
            "position": ladders(approvers),
        },
        owner=st.sampled_from(Owner).map(str),
        core=flags,
        priority=st.dictionaries(
            st.sampled_from(RiskTier).map(str), st.sampled_from(Priority).map(str)
        ),
        when=facts,
        weight=st.floats(0, 100),
        protects=st.sampled_from(["prove", "fix", "exit"]),
        why=texts,
        question=texts,
        heard=st.lists(lines, max_size=3),
        weak=st.lists(lines, max_size=3),
        evidence=st.lists(lines, max_size=2),
        home=tables({"document": lines, "section": lines}),
        metric=tables(
            {"name": lines, "unit": lines, "better": st.sampled_from(["higher", "lower"])}
        ),
        market=tables(
            {"say": lines, "source": lines, "as_of": st.dates()},
            sayable=flags,
        ),
        # The model takes sources as they are; what a terminal would obey is not written to a cell.
        sources=st.lists(lines.map(lambda text: visible(text.strip())), max_size=2),
        internal_notes=texts,
        objection=st.lists(objections, max_size=3, unique_by=lambda each: each["id"]),
    )


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    """A playbook with at least one clause."""
    names = draw(st.dictionaries(slugs, lines, min_size=1, max_size=3))
    approvers = [*names, *map(str, Owner), draw(slugs)]
    document = {
        "playbook": {"id": "any", "name": "Any", "posture": {"style": draw(texts)}},
        "approver": [{"id": known, "name": name} for known, name in names.items()],
        "clause": draw(
            st.lists(clauses(approvers), min_size=1, max_size=3, unique_by=lambda each: each["id"])
        ),
        "floor": [{"id": "never", "statement": draw(lines)}],
    }
    return Playbook.model_validate(document)
