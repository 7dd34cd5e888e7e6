"""The runs of faults in their short form; docs/reliability.md has the figures of the long one."""

from __future__ import annotations

from tests.trust import damage


def test_no_damaged_file_loses_anything_without_a_word() -> None:
    outcome = damage.run(files=44)
    assert outcome.rounds == 44
    assert outcome.lost == 0
    assert outcome.recovered > 20
    assert set(outcome.kinds) == set(damage.KINDS)
