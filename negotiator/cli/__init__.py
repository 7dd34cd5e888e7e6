"""The command line: one function a command, which imports what it needs when it is called."""

from negotiator.cli.main import main

__all__ = ["main"]
