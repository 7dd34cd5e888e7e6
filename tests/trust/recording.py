"""What SQLite asks of the disk, written down: a VFS around its own, in the library Python uses.

A write is only on the disk after the sync that follows it. From the list of writes and syncs any
state can be made that a power cut may leave behind (`images`).
"""

from __future__ import annotations

import ctypes
import sqlite3  # noqa: F401 - loads the library that is wrapped
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_OK = 0
_DELETE_ON_CLOSE = 0x8

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    """`sqlite3_vfs`, version 3."""

    _fields_ = [
        ("version", c_int),
        ("size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("rest", c_void_p * 14),
    ]


class _Methods(Structure):
    """`sqlite3_io_methods`, version 3."""

    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("rest", c_void_p * 13),
    ]


@dataclass(frozen=True, slots=True)
class Write:
    file: str
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    file: str


@dataclass(frozen=True, slots=True)
class Delete:
    file: str
    synced: bool
    """The folder too; otherwise the name may come back."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The program was told that this is saved."""

    what: str


Event = Write | Truncate | Sync | Delete | Acknowledged


@dataclass
class Recorder:
    """Writes down what happens to the files of one folder while it is told to."""

    folder: Path | None = None
    events: list[Event] = field(default_factory=list)
    fails: Callable[[], int] = lambda: _OK
    """Asked before each call: SQLite's code for what the disk answers instead of doing it."""
    _names: dict[int, str] = field(default_factory=dict)
    _tables: dict[int, _Methods] = field(default_factory=dict)
    _alive: list[Any] = field(default_factory=list)
    """What C calls must not be collected."""

    def install(self) -> bool:
        """Become the default of the process; False where Python does not share its SQLite."""
        library = ctypes.CDLL(_library()) if _library() else None
        if library is None:
            return False
        library.sqlite3_vfs_find.restype = c_void_p
        library.sqlite3_vfs_find.argtypes = [c_char_p]
        library.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
        theirs = library.sqlite3_vfs_find(None)
        ours = _Vfs.from_buffer_copy(ctypes.string_at(theirs, ctypes.sizeof(_Vfs)))
        opened, deleted = _OPEN(ours.open), _DELETE(ours.delete)

        def open_file(_: int, name: int, file: int, flags: int, out: int) -> int:
            code = int(opened(theirs, name, file, flags, out))
            if code == _OK and name and not flags & _DELETE_ON_CLOSE:
                path = Path(ctypes.string_at(name).decode(errors="surrogateescape"))
                if self.folder is not None and path.parent == self.folder:
                    self._names[file] = path.name
                    self._wrap(file)
            return code

        def delete_file(_: int, name: bytes, sync: int) -> int:
            path = Path(name.decode(errors="surrogateescape"))
            if self.folder is not None and path.parent == self.folder:
                self.events.append(Delete(path.name, bool(sync)))
            return int(deleted(theirs, name, sync))

        callbacks = _OPEN(open_file), _DELETE(delete_file)
        ours.name = b"recording"
        ours.open, ours.delete = (cast(each, c_void_p).value for each in callbacks)
        self._alive += [library, ours, callbacks, opened, deleted]
        return int(library.sqlite3_vfs_register(ctypes.byref(ours), 1)) == _OK

    def _wrap(self, file: int) -> None:
        """Put our methods in the place of the file's own."""
        place = cast(file, POINTER(c_void_p))
        theirs = int(place[0] or 0)
        if theirs not in self._tables:
            self._tables[theirs] = self._methods(theirs)
        place[0] = ctypes.addressof(self._tables[theirs])

    def _methods(self, theirs: int) -> _Methods:
        ours = _Methods.from_buffer_copy(ctypes.string_at(theirs, ctypes.sizeof(_Methods)))
        written, cut, synced = _WRITE(ours.write), _TRUNCATE(ours.truncate), _SYNC(ours.sync)

        def write(file: int, data: int, size: int, at: int) -> int:
            if code := self.fails():
                return code
            self.events.append(Write(self._names[file], at, ctypes.string_at(data, size)))
            return int(written(file, data, size, at))

        def truncate(file: int, size: int) -> int:
            if code := self.fails():
                return code
            self.events.append(Truncate(self._names[file], size))
            return int(cut(file, size))

        def sync(file: int, flags: int) -> int:
            if code := self.fails():
                return code
            code = int(synced(file, flags))
            self.events.append(Sync(self._names[file]))
            return code

        callbacks = _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
        ours.write, ours.truncate, ours.sync = (cast(each, c_void_p).value for each in callbacks)
        self._alive += [callbacks, written, cut, synced]
        return ours


@cache
def installed() -> Recorder | None:
    """The one recorder of the process; None where SQLite cannot be wrapped."""
    recorder = Recorder()
    return recorder if recorder.install() else None


def _library() -> str | None:
    """The SQLite that Python's module has loaded, where it is a library of its own."""
    try:
        maps = Path("/proc/self/maps").read_text()
    except OSError:
        return None
    found = {line.split()[-1] for line in maps.splitlines() if "libsqlite3" in line}
    return min(found) if found else None
