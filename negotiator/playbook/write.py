"""Playbook tables as TOML text, laid out as a maintainer would write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from negotiator.playbook.model import Table

_WIDTH = 100
"""Characters after which a list is written with an element a line."""


def toml_of(table: Table) -> dict[str, Any]:
    """What a table says, without what it leaves to the defaults, for `toml_text`."""
    return table.model_dump(exclude_defaults=True)


def toml_text(document: Mapping[str, Any]) -> str:
    """A document of tables and lists of tables, each with its short tables on one line."""
    blocks: list[str] = []
    for name, value in document.items():
        for table in value if _is_tables(value) else (value,):
            blocks += _blocks(name, table, "[[{}]]" if _is_tables(value) else "[{}]")
    return "\n".join(blocks)


def _blocks(name: str, table: Mapping[str, Any], header: str) -> Iterator[str]:
    """The table itself, then the lists of tables in it, each in a block of its own."""
    inner = {key: value for key, value in table.items() if _is_tables(value)}
    lines = [_line(key, value) for key, value in table.items() if key not in inner]
    yield "\n".join((header.format(name), *lines, ""))
    for key, tables in inner.items():
        for each in tables:
            yield from _blocks(f"{name}.{key}", each, "[[{}]]")


def _line(key: str, value: Any) -> str:
    if isinstance(value, str) and "\n" in value:
        return tomli_w.dumps({key: value}, multiline_strings=True).rstrip("\n")
    text = f"{_key(key)} = {_inline(value)}"
    if len(text) > _WIDTH and isinstance(value, list | tuple):
        elements = "".join(f"    {_inline(element)},\n" for element in value)
        return f"{_key(key)} = [\n{elements}]"
    return text


def _inline(value: Any) -> str:
    match value:
        case Mapping():
            pairs = ", ".join(f"{_key(key)} = {_inline(inner)}" for key, inner in value.items())
            return f"{{ {pairs} }}" if pairs else "{}"
        case list() | tuple():
            return f"[{', '.join(map(_inline, value))}]"
        case float() if value.is_integer():
            return str(int(value))
    return tomli_w.dumps({"": value}).removeprefix('"" = ').rstrip("\n")


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _is_tables(value: Any) -> bool:
    tables = isinstance(value, list | tuple) and len(value) > 0
    return tables and all(isinstance(each, Mapping) for each in value)
