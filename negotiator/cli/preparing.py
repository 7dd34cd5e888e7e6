"""`negotiator prepare`: what we know before the call, without the screens."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict, replace

from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say
from negotiator.desk.errors import DeskError
from negotiator.desk.preparation import PreparationForm, deadline_of

_NAMES = ("batna", "deadline", "competing", "pilot", "commitment", "minutes", "agenda")
_SIDES = ("ours", "theirs")


def run(options: Namespace) -> int:
    """Change what the options name, then show the preparation in force."""
    desk = open_desk(options)
    try:
        call = desk.begin_now(options.deal, lambda _: None)
        call.preparation.begin_apart()
        if call.preparation.keep(_changed(call.preparation.form(), options)):
            call.save_now()
            call.preparation.end_apart()
        form = call.preparation.form()
    finally:
        desk.close()
    if options.json:
        as_json(asdict(form))
    else:
        for name, text in asdict(form).items():
            first, *more = text.splitlines() or ["-"]
            say(f"{name:<11} {first}")
            for line in more:
                say(f"{'':<11} {line}")
    return 0


def _changed(form: PreparationForm, options: Namespace) -> PreparationForm:
    """The form with what was named; what is named replaces what stood there."""
    texts = {name: getattr(options, name) for name in _NAMES}
    texts["agenda"] = None if options.agenda is None else "\n".join(options.agenda)
    if options.deadline and deadline_of(options.deadline)[0] is None:
        raise DeskError(
            f"The deadline “{options.deadline}” begins with no day.",
            "Begin with one and then say whose it is: 2026-12-31 their quarter ends.",
        )
    if options.participant is not None:
        texts |= dict.fromkeys(_SIDES, "")
        for person in options.participant:
            side, _, who = person.partition(":")
            if side.strip() not in _SIDES or not who.strip():
                raise DeskError(
                    f"“{person}” names nobody on a side.",
                    "Write SIDE: NAME, ROLE, AUTHORITY, as theirs: Dana Ruiz, sales, must ask.",
                )
            texts[side.strip()] += f"{who.strip()}\n"
    return replace(form, **{name: text for name, text in texts.items() if text is not None})
