"""What is observed is held against what was agreed."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.deal.observation import observations, shortfall, watched
from negotiator.deal.standing import fold
from negotiator.playbook.model import Metric
from tests.report.records import SESSION
from tests.samples import PINNING, TRAINING, playbook
from tests.store.samples import an_entry

PERCENT = Metric(name="uptime", unit="percent", better="higher")
DAYS = Metric(name="report after", unit="days", better="lower")


@pytest.mark.parametrize(
    ("metric", "agreed", "seen", "said"),
    [
        (
            PERCENT,
            99.90,
            99.62,
            "99.90 percent agreed, 99.62 seen: 0.28 percentage points short",
        ),
        (DAYS, 5, 8, "5 days agreed, 8 seen: 3 days over"),
        (DAYS, 1, 2, "1 day agreed, 2 seen: 1 day over"),
        (PERCENT, 99.9, 99.9, ""),
        (DAYS, 5, 4.5, ""),
    ],
)
def test_a_breach_is_the_difference_in_words(
    metric: Metric, agreed: float, seen: float, said: str
) -> None:
    assert shortfall(metric, agreed, seen) == said


def test_only_what_was_agreed_can_be_broken() -> None:
    seen = an_entry(SESSION, b.Observation(words="moved after six", value=6), PINNING)
    (found,) = observations(playbook(), fold([seen]))
    assert found.breach == ""
    agreed = an_entry(SESSION, b.Agreed(rung="target"), PINNING)
    (found,) = observations(playbook(), fold([agreed, seen]))
    assert found.breach == "18 months agreed, 6 seen: 12 months short"
    taken_back = an_entry(SESSION, b.Retracted(entry=seen.id), None)
    assert observations(playbook(), fold([agreed, seen, taken_back])) == ()


def test_a_review_measures_the_agreed_numbers() -> None:
    entries = [
        an_entry(SESSION, b.Agreed(rung="target"), PINNING),
        an_entry(SESSION, b.Agreed(rung="target"), TRAINING),
        an_entry(SESSION, b.Observation(words="moved", value=20), PINNING),
    ]
    (line,) = watched(playbook(), [PINNING, TRAINING], fold(entries))
    assert (line.clause, line.agreed, line.seen, line.breach) == (PINNING, 18, 20, "")
