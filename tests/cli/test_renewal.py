"""`negotiator renewal`, `record --observed` and `report renewal`."""

from __future__ import annotations

from tests.cli.program import Program
from tests.samples import PINNING


def test_from_what_was_seen_to_the_brief(quick: Program) -> None:
    quick("record", "acme", "--agreed", "target", "--clause", PINNING)
    done = quick("record", "acme", "--observed", "moved", "--value", "6", "--clause", PINNING)
    assert "breach: 18 months agreed, 6 seen: 12 months short" in done.out
    shown = quick("renewal", "acme").out
    assert "broken: 18 months agreed, 6 seen" in shown
    assert quick("renewal", "acme", "--json").json["asks"][0]["clause"]
    report = quick("report", "renewal", "acme").out
    assert "Internal: not for the vendor" in report
    assert "What to ask for, in this order" in report
    for form in ("html", "json", "csv"):
        assert "12 months short" in quick("report", "renewal", "acme", "--format", form).out


def test_a_renewal_is_started_once(quick: Program) -> None:
    assert "Begun: Acme AI" in quick("renewal", "acme", "--start").out
    assert "renewal" in quick("deals").out
    assert "is being renewed already" in quick("renewal", "acme", "--start", code=1).err
    assert "renewal, renewal" not in quick("deals").out
    shown = quick("renewal", "acme").out
    assert shown.startswith("Acme AI · Enterprise API · renewal")
    assert "The deal that renews it: Enterprise API, renewal." in shown
    assert "# Renewal brief: Acme AI, Enterprise API\n" in quick("report", "renewal", "acme").out


def test_wrong_values_are_told(quick: Program) -> None:
    wrong = quick("record", "acme", "--observed", "x", "--value", "nan", code=2)
    assert "is no number" in wrong.err
    assert "no clause" in quick("record", "acme", "--observed", "x", "--clause", "y.z", code=1).err
    assert "--observed" in quick("record", "acme", "--note", "x", "--value", "1", code=2).err
