"""`negotiator encrypt` and `decrypt`, and the question for the passphrase before anything opens."""

from __future__ import annotations

import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path

from negotiator.cli.output import say
from negotiator.desk import encryption, keyring
from negotiator.desk.errors import DeskError
from negotiator.desk.workspace import Workspace, find_workspace
from negotiator.plain import visible

_TRIES = 3
_WRONG = "This passphrase does not open the record. Nothing was changed."
_LOST = "Nobody can open the record without the passphrase, nor can we: keep it somewhere safe."
_ON_DISK = (
    "A disk, its snapshots and its backups may keep what was deleted: that is for the encryption "
    "of the disk."
)


def unlock(workspace: Workspace) -> None:
    """Ask for the passphrase of an encrypted record, or take it from the file that is named.

    Raises:
        DeskError: it is not the right one, or nobody is there to be asked.
    """
    if not encryption.needs_passphrase(workspace):
        return
    passphrase = encryption.given()
    if passphrase:
        if not encryption.unlock(workspace, passphrase):
            raise DeskError(_WRONG, f"Correct the file that {encryption.FILE} names.")
        return
    if _opened_by_keyring(workspace):
        return
    _sure_somebody_is_there()
    for _ in range(_TRIES):
        if encryption.unlock(workspace, _asked("Passphrase: ")):
            return
        print(f"negotiator: {_WRONG}", file=sys.stderr)
    raise DeskError(f"{_TRIES} passphrases were wrong.", "Start again when you have it.")


def _opened_by_keyring(workspace: Workspace) -> bool:
    """Whether the keyring of the system had it; where it had and has not, that is told."""
    try:
        passphrase = encryption.in_keyring(workspace)
    except DeskError as error:
        print(f"negotiator: {visible(str(error))}", file=sys.stderr)
        return False
    if not passphrase:
        return False
    if encryption.unlock(workspace, passphrase):
        return True
    print(f"negotiator: The keyring has another passphrase. {_WRONG}", file=sys.stderr)
    return False


def encrypt(options: Namespace) -> int:
    """Encrypt the record, or give it another passphrase."""
    workspace = find_workspace(options.workspace)
    encrypted = encryption.is_encrypted(workspace)
    if options.keyring:
        keyring.make_sure()
    if encrypted and not options.change:
        if options.keyring is not None:
            return _keep(workspace, wanted=options.keyring)
        raise DeskError("The record is encrypted already.", "Another passphrase: --change")
    if options.change and not encrypted:
        raise DeskError("The record is not encrypted.", "Encrypt it with: negotiator encrypt")
    passphrase = "" if encrypted else encryption.given()
    return _change(workspace, passphrase or _new(), options)


def decrypt(options: Namespace) -> int:
    """Make the record plain again."""
    workspace = find_workspace(options.workspace)
    if not encryption.is_encrypted(workspace):
        raise DeskError(
            "The record is not encrypted.", "Leave it so, or encrypt it with: negotiator encrypt"
        )
    return _change(workspace, "", options)


def _change(workspace: Workspace, passphrase: str, options: Namespace) -> int:
    from negotiator.desk.desk import now  # which takes longer to import than a start may

    done = encryption.change(workspace, passphrase, now())
    say(f"{'Encrypted' if passphrase else 'Plain again'}: {done.entries} entries, looked through.")
    code = _keep(workspace, wanted=options.keyring if passphrase else False)
    if passphrase:
        say(_LOST)
    say(
        f"Its first backup: {done.backup}"
        if done.backup
        else "It could not be backed up. Try again with: negotiator backup"
    )
    say("As before, and to be opened as before, are still:")
    for path in done.left:
        say(f"  {path}")
    if not options.wipe and not _wanted():
        say("They were left. Delete them yourself once you have seen that all is there.")
        return code
    failed: list[Path] = []

    def tell(path: Path, why: str) -> None:
        failed.append(path)
        say(f"  could not be wiped: {path}: {why}")

    encryption.wipe(done.left, tell)
    say(f"Overwritten and deleted: {len(done.left) - len(failed)} files. {_ON_DISK}")
    return 1 if failed else code


def _keep(workspace: Workspace, *, wanted: bool | None) -> int:
    """Put the passphrase into the keyring or take it out; 1 where that cannot be done."""
    try:
        kept = encryption.into_keyring(workspace, wanted=wanted)
    except DeskError as error:
        print(f"negotiator: {visible(str(error))}", file=sys.stderr)
        return 1
    if kept:
        say("The passphrase is in the keyring of the system: who is logged in as you can open it.")
    return 0


def _wanted() -> bool:
    if not sys.stdin.isatty():
        return False
    say("Write yes to have them overwritten and deleted:")
    return sys.stdin.readline().strip().casefold() == "yes"


def _new() -> str:
    _sure_somebody_is_there()
    passphrase = _asked("New passphrase: ")
    if _asked("Once more: ") != passphrase:
        raise DeskError("The two passphrases differ.", "Nothing was changed; try again.")
    return passphrase


def _asked(question: str) -> str:
    try:
        return getpass(question)
    except EOFError as error:  # Ctrl-D, or the terminal is gone
        raise DeskError(
            "No passphrase was given.", "Start again, and type it when asked."
        ) from error


def _sure_somebody_is_there() -> None:
    if not sys.stdin.isatty():
        raise DeskError(
            "Nobody is there to be asked for the passphrase.",
            f"Name a file that holds it: {encryption.FILE}",
        )
