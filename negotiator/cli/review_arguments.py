"""The grammar of looking back: `negotiator review` and `negotiator insights`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime

from negotiator.cli.shared_arguments import add_json


def day(text: str) -> date:
    """A day as it is typed.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2027-03-31") from None


def when(text: str) -> tuple[date, date]:
    """Any span of time, as the screens take it too.

    Raises:
        ArgumentTypeError: it is none.
    """
    from negotiator.desk.span import TYPED, span

    try:
        return span(text, datetime.now().astimezone().date())
    except ValueError as error:
        raise ArgumentTypeError(f"{error}; write {TYPED}") from None


def named(text: str) -> str:
    """A name or a word to look for; an empty one stands in everything and would narrow nothing.

    Raises:
        ArgumentTypeError: it is empty.
    """
    if text := text.strip():
        return text
    raise ArgumentTypeError("it is empty")


def outcome(text: str) -> str:
    """How a session ended.

    Raises:
        ArgumentTypeError: none ends like that.
    """
    from negotiator.desk.sessions import OUTCOMES

    if text in OUTCOMES:
        return text
    raise ArgumentTypeError(f"{text!r} is no outcome; write {', '.join(OUTCOMES)}")


def add_insights(insights: ArgumentParser) -> None:
    """What the team knows."""
    add_span(insights)
    insights.add_argument("--vendor", type=named, metavar="NAME", help="only of this vendor")
    only = insights.add_mutually_exclusive_group()
    for name, help in (
        ("free", "what was given for nothing, where and to whom"),
        ("signed", "which rungs were agreed, clause by clause, signed or not yet"),
        ("vendors", "the rungs by clause and vendor"),
        ("objections", "what was objected, and how it ended"),
        ("counters", "which counters landed"),
        ("open", "what was put off, never raised, in no playbook"),
    ):
        only.add_argument(f"--{name}", dest="only", action="store_const", const=name, help=help)
    add_json(insights)


def add_review(review: ArgumentParser) -> None:
    """Past sessions, one of them, and deals as a whole."""
    review.add_argument(
        "words", nargs="*", type=named, metavar="WORD", help="all heard or noted in one line"
    )
    add_span(review)
    for name, metavar, help in (
        ("vendor", "NAME", "only with this vendor"),
        ("by", "NAME", "only of this negotiator"),
        ("playbook", "ID", "only on this playbook"),
    ):
        review.add_argument(f"--{name}", type=named, metavar=metavar, help=help)
    review.add_argument("--outcome", type=outcome, metavar="WORD", help="how it ended, as refused")
    whole = review.add_mutually_exclusive_group()
    whole.add_argument("--session", type=named, metavar="ID", help="one session, step by step")
    whole.add_argument(
        "--paths", type=named, metavar="DEAL", help="each clause of a deal down its ladder"
    )
    whole.add_argument(
        "--beside", nargs=2, metavar=("DEAL", "OTHER"), help="two deals; =NAME is all of a vendor"
    )
    add_json(review)


def add_span(parser: ArgumentParser, only: str = "") -> None:
    """From when to when; what is given together narrows further, and `refuse` is for the rest."""
    parser.set_defaults(refuse=parser.error)
    parser.add_argument("--since", type=day, metavar="DAY", help=f"{only}from this day on")
    parser.add_argument("--until", type=day, metavar="DAY", help=f"{only}up to this day")
    parser.add_argument(
        "--when", type=when, metavar="SPAN", help=f"{only}as 2026-Q3, 2026-07 or 2026-01..2026-03"
    )
    parser.add_argument(
        "--last-quarter", action="store_true", help=f"{only}the calendar's quarter before this one"
    )
