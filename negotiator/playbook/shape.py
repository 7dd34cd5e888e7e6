"""The shape the model gives a playbook file: which keys a table has, and where a key belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from negotiator.playbook.layer import KEYED
from negotiator.playbook.model import Playbook, Table
from negotiator.playbook.positions import Keys


def table_at(path: Keys) -> type[Table] | None:
    """The model of the table at a path; None where the file may name its own keys."""
    table: type[Table] | None = Playbook
    for key in path:
        if table is None or isinstance(key, int):
            continue
        field = table.model_fields.get(key)
        table = next(_tables_in(field.annotation), None) if field else None
    return table


def keys_at(path: Keys) -> list[str]:
    """The keys that the table at a path may have, with the marks of a layer."""
    table = table_at(path)
    marks = ["remove", "add"] if path[:1] == ("clause",) else ["remove"] if path[0] in KEYED else []
    return [*table.model_fields, *(marks if len(path) == 2 else ())] if table else []


def header_of(path: Keys) -> str:
    """How the table at a path is opened in a file: [[clause.position]], [clause.metric]."""
    name = ".".join(str(key) for key in path if not isinstance(key, int))
    return f"[[{name}]]" if path and isinstance(path[-1], int) else f"[{name}]"


def full_header(name: str) -> str | None:
    """The header of the inner table that goes by this name: `position` is [[clause.position]]."""
    paths: list[Keys] = [()]
    for path in paths:
        table = table_at(path)
        for key, field in table.model_fields.items() if table else ():
            inner = _inner(path, key, field)
            if key == name and path and (inner or get_origin(field.annotation) is Mapping):
                return header_of(inner or (*path, key))
            paths += [inner] if inner else []
    return None


def place_for(key: str, path: Keys) -> str | None:
    """The advice where a key stands in a table that has none of that name, but a near one has."""
    for length in range(len(path) - 1, 0, -1):
        outer = path[:length]
        # Between ("clause", 3) and ("clause", 3, "position", 0) lies a list, not a table.
        if length < len(path) and isinstance(path[length], int):
            continue
        table = table_at(outer)
        if table and key in table.model_fields:
            inner = header_of(path[: length + 2])
            return f"it belongs to {header_of(outer)}: move it above the first {inner}"
    table = table_at(path)
    homes = (
        [_inner(path, name, field) for name, field in table.model_fields.items()] if table else []
    )
    # A list of tables comes first: `say` is far oftener a position's than a market line's.
    for inner_path in sorted(homes, key=len, reverse=True):
        inner_table = table_at(inner_path)
        if inner_path and inner_table and key in inner_table.model_fields:
            return f"it belongs to {header_of(inner_path)}: move it below that header"
    return None


def _inner(path: Keys, name: str, field: FieldInfo) -> Keys:
    """The path of the (first) table that a field holds; empty where it holds none."""
    if next(_tables_in(field.annotation), None) is None:
        return ()
    return (*path, name, 0) if get_origin(field.annotation) is tuple else (*path, name)


def _tables_in(annotation: Any) -> Iterator[type[Table]]:
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for inner in get_args(annotation):
        yield from _tables_in(inner)
