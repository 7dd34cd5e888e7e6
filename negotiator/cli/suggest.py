"""`negotiator suggest`: what the vendor's words may mean, and the answer."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from negotiator.cli.output import as_json, say
from negotiator.desk.errors import DeskError
from negotiator.desk.library import Library
from negotiator.desk.views import SuggestionView
from negotiator.desk.workspace import find_workspace
from negotiator.plain import visible


def run(options: Namespace) -> int:
    """Answer the words given, or one query a line from standard input, as they come."""
    library = Library(find_workspace(options.workspace))
    ask = library.asker(options.playbook, options.clause, options.limit)
    for heard in _queries(options.text):
        found = ask(heard)
        if options.json:
            suggestions = [_as_object(suggestion) for suggestion in found]
            as_json({"heard": heard, "suggestions": suggestions}, indent=None)
        else:
            _print(found)
            sys.stdout.flush()
    return 0


def _queries(words: list[str]) -> Iterator[str]:
    if words != ["-"]:
        yield visible(" ".join(words))
        return
    # Decoded line by line: what stands before a line that is no UTF-8 has been answered by then.
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield visible(line.decode("utf-8").rstrip("\r\n"))
        except UnicodeDecodeError as error:
            raise DeskError(
                f"Line {number} of standard input is not UTF-8: {error.reason}.",
                "Convert it, for example with iconv -t utf-8.",
            ) from error


def _as_object(suggestion: SuggestionView) -> dict[str, object]:
    return {
        "clause": suggestion.clause,
        "objection": suggestion.objection,
        "score": round(suggestion.score, 4),
        "say": suggestion.say,
        "next": suggestion.rung or None,
        "why": suggestion.why,
    }


def _print(found: list[SuggestionView]) -> None:
    if not found:
        say("nothing in the playbook is near enough")
    for number, suggestion in enumerate(found):
        say(f"{'▸' if number == 0 else ' '} {suggestion.clause}  {suggestion.score:.0%}")
        if suggestion.say:
            say(f"    say   {suggestion.say}")
        if suggestion.next:
            needs = f" (needs {suggestion.approver})" if suggestion.approver else ""
            say(f"    then  {suggestion.next}{needs}")
        say(f"    why   {suggestion.why}")
