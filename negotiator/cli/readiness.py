"""The gate on the command line: `show DEAL --readiness`, and what `record` settles of it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from negotiator.cli.output import as_json, say
from negotiator.desk import Call, DeskError
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


def record_settled(call: Call, options: Namespace) -> str:
    """Record what is about no clause: the order, a sign-off, an answer, a promise; else nothing.

    Raises:
        DeskError: there is no such promise, function or question; nothing was recorded.
    """
    if options.precedence is not None:
        return f"Recorded: {' > '.join(call.promises.rank(options.precedence))}."
    if options.signed_off is not None:
        given = call.gate.sign_off(options.signed_off)
        return f"Recorded: {options.signed_off} {'signed off' if given else 'took it back'}."
    if options.answered is not None:
        question, equals, words = options.answered.partition("=")
        if not equals:
            raise DeskError("This is no answer.", "Write it as --answered QUESTION=TEXT.")
        call.gate.answer(question.strip(), words)
        return f"Recorded: {question.strip()} {'answered' if words.strip() else 'is open'}."
    return _record_promise(call, options) if options.promise else ""


def _record_promise(call: Call, options: Namespace) -> str:
    known = {row.id: row for row in call.promises.view().rows if row.id}
    named = [each for each in known if each.startswith(options.promise)]
    if len(named) != 1:
        raise DeskError(
            f"{len(named) or 'No'} promises have an id that begins with {options.promise}.",
            "negotiator show DEAL --readiness --json names them.",
        )
    if options.read_back:
        call.promises.read_back(named[0])
    elif options.papered is not None:
        document, _, section = options.papered.partition(",")
        call.promises.paper(named[0], document, section)
    else:
        call.promises.waive(named[0], options.waived, options.approver)
    row = next(row for row in call.promises.view().rows if row.id == named[0])
    return f"Recorded: the promise is {row.state}."


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
