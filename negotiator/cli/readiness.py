"""`negotiator show DEAL --readiness`: may it be signed, what is missing, and in which document."""

from __future__ import annotations

from dataclasses import asdict

from negotiator.cli.output import as_json, say
from negotiator.desk import Call
from negotiator.desk.readiness import CheckView, ReadinessView, SheetView


def show_readiness(call: Call, *, as_value: bool) -> int:
    """Print it; 0 where the deal may be signed, 1 where it may not."""
    view = call.gate.view()
    deal = call.deal
    if as_value:
        about = {"id": str(deal.id), "vendor": deal.vendor, "title": deal.title}
        as_json({**about, "tier": str(call.profile.risk_tier), **asdict(view)})
    else:
        say(f"{deal.vendor} · {deal.title} · {call.profile.risk_tier}")
        say(view.verdict)
        _print_parts(view)
        for sheet in view.contract:
            _print_sheet(sheet)
    return 0 if view.may_be_signed else 1


def _print_parts(view: ReadinessView) -> None:
    for part in view.parts:
        say()
        say(f"{part.heading}: {part.ok} of {len(part.checks)}")
        for check in part.checks:
            if not check.ok:
                say(f"  {_mark(check)} {check.title}")
                say(f"      {check.said}")


def _mark(check: CheckView) -> str:
    """In words as well as by a sign: what may stay open is not missing."""
    return "✗ missing:" if check.missing else "· open, may stay so:"


def _print_sheet(sheet: SheetView) -> None:
    say()
    say(f"{sheet.document}: {sheet.filled} of {len(sheet.slots)} of the minimum contract")
    for slot in sheet.slots:
        where = f"missing: {slot.missing}" if slot.missing else slot.where or slot.standing
        say(f"  {'✗' if slot.missing else '✓'} {slot.clause:<32} {where}")
