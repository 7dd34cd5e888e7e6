"""The record's passphrase in the keyring of the system, for those who ask for that.

An empty file beside the record says that it is there. What a keyring raises is not ours to know:
each system has another, and so has each of their libraries.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from negotiator.desk.errors import DeskError

_SERVICE = "negotiator"
_OTHERWISE = "The passphrase is asked in the terminal, or read from a file: see docs/security.md."
_HOW = f"Start one, or leave out --keyring. {_OTHERWISE}"


def is_asked_for(record: Path) -> bool:
    """Whether the passphrase was put into the keyring."""
    return _mark(record).exists()


def make_sure() -> None:
    """Look whether there is a keyring.

    Raises:
        DeskError: the extra is not installed, or the system has none that can be used.
    """
    keyring = _keyring()
    try:
        backend = keyring.get_keyring()
        usable = backend.priority > 0
    except Exception as error:
        raise _refused("cannot be used", error) from error
    if not usable:
        raise DeskError(f"This system has no keyring that keeps anything ({backend.name}).", _HOW)


def keep(record: Path, passphrase: str) -> None:
    """Put the passphrase into the keyring, from which every start takes it.

    Raises:
        DeskError: it does not keep it.
    """
    keyring = _keyring()
    try:
        keyring.set_password(_SERVICE, str(record), passphrase)
        there = keyring.get_password(_SERVICE, str(record)) == passphrase
    except Exception as error:
        raise _refused("did not take the passphrase", error) from error
    if not there:
        raise DeskError("The keyring did not keep the passphrase.", _OTHERWISE)
    _mark(record).touch(0o600)


def kept(record: Path) -> str:
    """The passphrase that was put there.

    Raises:
        DeskError: it does not tell, or has it no more.
    """
    keyring = _keyring()
    try:
        passphrase = keyring.get_password(_SERVICE, str(record))
    except Exception as error:
        raise _refused("did not tell the passphrase", error) from error
    if not passphrase:
        raise DeskError("The keyring of the system has the passphrase no more.", _OTHERWISE)
    return str(passphrase)


def drop(record: Path) -> None:
    """Take the passphrase out of the keyring.

    Raises:
        DeskError: it stays there.
    """
    if not is_asked_for(record):
        return
    keyring = _keyring()
    try:
        if keyring.get_password(_SERVICE, str(record)) is not None:
            keyring.delete_password(_SERVICE, str(record))
    except Exception as error:
        raise _refused("still has the passphrase", error) from error
    _mark(record).unlink(missing_ok=True)


def _mark(record: Path) -> Path:
    return record.with_name(f"{record.name}.keyring")


def _keyring() -> ModuleType:
    try:
        import keyring
    except ImportError as error:
        raise DeskError(
            "The library for the keyring of the system is not installed.",
            "Install it beside Negotiator: pip install 'negotiator[keyring]'",
        ) from error
    return keyring


def _refused(what: str, error: Exception) -> DeskError:
    why = str(error).strip().partition("\n")[0] or type(error).__name__
    return DeskError(f"The keyring of the system {what}: {why}", _OTHERWISE)
