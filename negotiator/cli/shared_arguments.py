"""The arguments that many commands take, in the same words everywhere."""

from __future__ import annotations

from argparse import ArgumentParser


def add_deal(parser: ArgumentParser) -> None:
    """The deal that the command is about."""
    parser.add_argument("deal", metavar="DEAL", help="its id, the beginning of it, or its vendor")


def add_playbook(parser: ArgumentParser) -> None:
    """The playbook where no deal names one."""
    parser.add_argument(
        "--playbook", metavar="ID", default="llm-vendor", help="the playbook; default: llm-vendor"
    )


def add_json(parser: ArgumentParser) -> None:
    """The answer as one value, for a program."""
    parser.add_argument("--json", action="store_true", help="as JSON, for a program")
