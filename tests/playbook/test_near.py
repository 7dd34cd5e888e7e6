"""What was probably meant: as alike as can be, then with the fewest slips, then as it begins."""

from __future__ import annotations

import pytest

from negotiator.playbook.near import did_you_mean


@pytest.mark.parametrize(
    ("wrong", "right", "meant"),
    [
        ("coe", ["cfo", "coo", "dpo"], "coo"),
        ("coe", ["cfo", "coo", "ceo"], "ceo"),
        ("cof", ["coo", "cfo"], "cfo"),  # two letters that changed places are one slip
        ("lagal", ["regal", "legal"], "legal"),
        ("Mnths", ["minutes", "months"], "months"),
        ("engeneering", ["engineering", "legal"], "engineering"),
        ("xyz", ["cfo", "coo"], None),
        ("", ["cfo"], None),
        ("coe", [], None),
    ],
)
def test_the_nearest(wrong: str, right: list[str], meant: str | None) -> None:
    assert did_you_mean(wrong, right) == meant
    assert did_you_mean(wrong, right[::-1]) == meant
