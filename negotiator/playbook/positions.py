"""Where each key and value of a TOML text stands, which neither tomllib nor tomlkit tells.

The scanner only reads text that tomllib has accepted, so it need not judge, only follow.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Keys = tuple[str | int, ...]
"""A path into a document: ("clause", 3, "objection", 0, "heard", 2)."""

# The closing quotation marks are optional, so that these never fail after a long way: a hostile
# file of quotation marks would be searched again from each. (Accepted TOML has them all.)
_BASIC = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?'
_LITERAL = r"'[^'\n]*'?"
# A multi-line string may end in up to five quotes: the last three close it.
_LONG_BASIC = r'"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*(?:"{3,5})?'
_LONG_LITERAL = r"'''[^']*(?:'(?!'')[^']*)*(?:'{3,5})?"
STRING = rf"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}"

_SPACE = r"[ \t]*"
_BLANK = re.compile(r"(?:[ \t\r\n]+|\#[^\n]*)*")
_KEY = re.compile(rf"{_SPACE}({_BASIC}|{_LITERAL}|[A-Za-z0-9_-]+){_SPACE}(\.|=|\]\]?){_SPACE}")
# A date and a time may be parted by one space; every other bare value has none.
_BARE = r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#\[{\"']+"
_VALUE = re.compile(rf"{STRING}|{_BARE}")


@dataclass(frozen=True)
class Positions:
    """Offsets of the keys and values of one text, by path."""

    text: str
    keys: Mapping[Keys, int]
    """Where each key is written; for a table, its header (for a list of tables, the first)."""
    values: Mapping[Keys, int]
    """Where each value begins; for a table with a header, the header."""

    def key(self, path: Keys) -> tuple[int, int]:
        """Line and column, from 1, of the key; of what encloses it where it is not written."""
        return self._nearest(path, self.keys)

    def value(self, path: Keys) -> tuple[int, int]:
        """Line and column, from 1, of the value; of what encloses it where it is not written."""
        return self._nearest(path, self.values)

    def _nearest(self, path: Keys, offsets: Mapping[Keys, int]) -> tuple[int, int]:
        for length in range(len(path), 0, -1):
            offset = offsets.get(path[:length])
            if offset is not None:
                return self._line_and_column(offset)
        return 1, 1

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


def positions(text: str) -> Positions:
    """The positions of everything in a text that tomllib has parsed without complaint."""
    return _Scanner(text).scan()


@dataclass
class _Scanner:
    text: str
    keys: dict[Keys, int] = field(default_factory=dict)
    values: dict[Keys, int] = field(default_factory=dict)
    last: dict[Keys, int] = field(default_factory=dict)
    """The index of the newest element of each list of tables."""

    def scan(self) -> Positions:
        text, end = self.text, len(self.text)
        table: Keys = ()
        at = _blank(text, 0)
        while at < end:
            if text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._pair(table, at)
            at = _blank(text, at)
        return Positions(text, self.keys, self.values)

    def _header(self, start: int) -> tuple[Keys, int]:
        many = self.text.startswith("[[", start)
        names, at = self._names(start + 1 + many)
        path: Keys = ()
        for name, offset in names[:-1]:
            path = self._newest((*path, name))
            self._mark(path, offset)
        path = (*path, names[-1][0])
        if not many:
            # An explicit header is a better place than an earlier mention in a longer one.
            self.keys[path] = self.values[path] = start
            return path, at
        self._mark(path, start)
        index = self.last.get(path, -1) + 1
        self.last[path] = index
        path = (*path, index)
        self._mark(path, start)
        return path, at

    def _newest(self, path: Keys) -> Keys:
        index = self.last.get(path)
        return path if index is None else (*path, index)

    def _pair(self, table: Keys, start: int) -> int:
        names, at = self._names(start)
        path = table
        for name, offset in names[:-1]:
            path = (*path, name)
            self._mark(path, offset)
        name, offset = names[-1]
        path = (*path, name)
        self.keys[path] = offset
        return self._value(path, at)

    def _names(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """The parts of a dotted key with their offsets, and where the text goes on after it."""
        names = []
        more = True
        while more:
            match = _KEY.match(self.text, at)
            if match is None:
                raise ValueError(f"no key at offset {at}: the text is not TOML")
            names.append((_unquoted(match[1]), match.start(1)))
            more = match[2] == "."
            at = match.end()
        return names, at

    def _value(self, path: Keys, start: int) -> int:
        self.values[path] = start
        opener = self.text[start]
        if opener == "[":
            return self._array(path, start + 1)
        if opener == "{":
            return self._inline_table(path, start + 1)
        match = _VALUE.match(self.text, start)
        if match is None:
            raise ValueError(f"no value at offset {start}: the text is not TOML")
        return match.end()

    def _array(self, path: Keys, at: int) -> int:
        text = self.text
        index = 0
        at = _blank(text, at)
        while text[at] != "]":
            element = (*path, index)
            self.keys[element] = at
            at = _blank(text, self._value(element, at))
            if text[at] == ",":
                at = _blank(text, at + 1)
            index += 1
        return at + 1

    def _inline_table(self, path: Keys, at: int) -> int:
        text = self.text
        at = _blank(text, at)
        while text[at] != "}":
            at = _blank(text, self._pair(path, at))
            if text[at] == ",":
                at = _blank(text, at + 1)
        return at + 1

    def _mark(self, path: Keys, offset: int) -> None:
        self.keys.setdefault(path, offset)
        self.values.setdefault(path, offset)


def _blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _unquoted(raw: str) -> str:
    if raw[0] not in "\"'":
        return raw
    if "\\" in raw:
        value: str = tomllib.loads(f"key = {raw}")["key"]
        return value
    return raw[1:-1]
