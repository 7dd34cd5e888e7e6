"""`negotiator export` and `import`: a deal as one file, and two records of it made one."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from functools import partial

from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say
from negotiator.desk.documents import write_document
from negotiator.desk.redact import redacted, vendors
from negotiator.desk.transfer import Taken, dumped, export_deal, import_deal, read_file


def export(options: Namespace) -> int:
    """Write one deal as one file."""
    desk = open_desk(options, reading=True)
    try:
        file = desk.ask_now(partial(export_deal, deal=options.deal, at=desk.clock()))
        if options.redact:
            file = redacted(file, desk.ask_now(vendors))
    finally:
        desk.close()
    text = dumped(file)
    if options.output is None:
        print(text, end="")
        return 0
    write_document(options.output, text, over=options.force)
    say(f"Written: {options.output}, {len(file.entries)} entries.")
    if options.redact:
        say("Names that stand in the words alone cannot be known: read it before it leaves.")
    return 0


def take(options: Namespace) -> int:
    """Merge an exported deal, by the ids of its entries; 1 when something of it was left out."""
    desk = open_desk(options)
    try:
        file = read_file(options.file, desk.clock())
        taken = desk.ask_now(partial(import_deal, file=file))
    finally:
        desk.close()
    if options.json:
        as_json(asdict(taken))
    else:
        _show(taken)
    return 1 if taken.differing else 0


def _show(taken: Taken) -> None:
    how = "A new deal" if taken.new else "Merged"
    say(f"{how}: {taken.vendor} · {taken.title}")
    say(f"{taken.entries} entries in {taken.sessions} sessions added, {taken.known} were there.")
    if taken.both:
        say("Both records had something of their own on these; look at where they are now:")
        for clause, standing in taken.both:
            say(f"  {clause:<32} {standing}")
    if taken.differing:
        say("These entries are here with other content, which was kept:")
        for entry in taken.differing:
            say(f"  {entry}")
