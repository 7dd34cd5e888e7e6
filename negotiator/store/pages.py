"""The rows that stand in the pages of a SQLite file, however damaged the rest of it is.

SQLite refuses a file whose tree is broken. The leaves of its tables are still there, so they are
read one by one, without the tree: those in the file, and those in the log beside it. Nothing here
decides what a row is or whether it is whole. The format is SQLite's own ("Database File Format").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

Value = None | int | float | str | bytes
MAGIC = b"SQLite format 3\0"
"""How a SQLite file begins, while it is not encrypted."""
_LOG_HEADER, _FRAME_HEADER = 32, 24
_INNER = frozenset({2, 5, 10})
"""First bytes of pages that hold no rows of tables; a leaf has 13, or anything else if damaged."""
_FILE_HEADER = 100
_SMALLEST, _LARGEST = 512, 65_536
_LONGEST = 1 << 28
"""Bytes of a row; more is damage."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a database: every version of each that is there, and the one that counts."""

    size: int
    latest: Mapping[int, bytes]
    all: tuple[bytes, ...]


def pages_in(main: bytes, log: bytes = b"") -> Pages:
    """The pages in the bytes of a database and of the write-ahead log beside it."""
    size = _page_size(main, log)
    starts = range(0, len(main), size)
    latest = {number: main[at : at + size] for number, at in enumerate(starts, start=1)}
    every = list(latest.values())
    salts = log[16:24]
    step = _FRAME_HEADER + size
    for at in range(_LOG_HEADER, len(log) - step + 1, step):
        page = log[at + _FRAME_HEADER : at + step]
        every.append(page)
        if log[at + 8 : at + 16] == salts:  # otherwise it is left over from before
            latest[int.from_bytes(log[at : at + 4])] = page
    return Pages(size, latest, tuple(every))


def rows_in(pages: Pages) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """Every row of every leaf with its number; damaged ones are passed over or come damaged."""
    for page in pages.all:
        start = _FILE_HEADER if page.startswith(MAGIC) else 0
        if len(page) < start + 8 or page[start] in _INNER:
            continue
        cells = int.from_bytes(page[start + 3 : start + 5])
        for number in range(min(cells, (len(page) - start) // 2)):
            place = start + 8 + 2 * number
            try:
                yield _row(pages, page, int.from_bytes(page[place : place + 2]))
            except (ValueError, IndexError, KeyError, OverflowError):
                continue


def _page_size(main: bytes, log: bytes) -> int:
    """What the header of the file says, else that of the log, else what SQLite makes."""
    for size in (int.from_bytes(main[16:18]), int.from_bytes(log[8:12])):
        size = _LARGEST if size == 1 else size
        if _SMALLEST <= size <= _LARGEST and size & (size - 1) == 0:
            return size
    return 4096


def _row(pages: Pages, page: bytes, at: int) -> tuple[int, tuple[Value, ...]]:
    length, at = _varint(page, at)
    number, at = _varint(page, at)
    return number, _record(_payload(pages, page, at, length))


def _payload(pages: Pages, page: bytes, at: int, length: int) -> bytes:
    """The bytes of a row; the end of a long one stands in a chain of pages of its own."""
    if not 0 < length < _LONGEST:
        raise ValueError(length)
    most = pages.size - 35
    if length <= most:
        return page[at : at + length]
    least = (pages.size - 12) * 32 // 255 - 23
    here = least + (length - least) % (pages.size - 4)
    here = here if here <= most else least
    parts, left = [page[at : at + here]], length - here
    following = int.from_bytes(page[at + here : at + here + 4])
    while left > 0:
        more = pages.latest[following]
        part = more[4 : 4 + min(left, pages.size - 4)]
        parts.append(part)
        left -= len(part) or left
        following = int.from_bytes(more[:4])
    return b"".join(parts)


def _record(payload: bytes) -> tuple[Value, ...]:
    header, at = _varint(payload, 0)
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """The value at a place, by its serial type.

    Numbers with a fraction stand only in the copy of the standings, which is folded anew.
    """
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return None, at + 8
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], signed=True), end
    if kind < 12:
        raise ValueError(kind)
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise ValueError(end)
    raw = payload[at:end]
    return (raw.decode("utf-8", "replace") if kind % 2 else raw), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for step in count():
        byte = data[at + step]
        if step == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + step + 1
    raise AssertionError("a number ends")
