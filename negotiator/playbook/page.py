"""docs/playbook-format.md: what the JSON Schema says, for a person who begins to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from negotiator.playbook import model
from negotiator.playbook.add import ADDABLE, ADDABLE_TO_OBJECTION
from negotiator.playbook.check import RULES
from negotiator.playbook.near import listed
from negotiator.playbook.read import LEARNED
from negotiator.playbook.rules.finding import Facts
from negotiator.playbook.schema import Schema, file_schema
from negotiator.playbook.skeleton import SCHEMA

_PROSE = Path(__file__).with_suffix(".md")
"""The page with a name in braces for each part that is written from the model."""
_KINDS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
}
_GIVEN = ("Header", "id")
"""What the model needs and a file need not say: the loader takes it from the file's name."""


def format_page(facts: Facts) -> str:
    """The page, whole; `facts` are the fields of a deal's profile and their values."""
    schema = file_schema()
    definitions: Mapping[str, Schema] = schema["definitions"]
    rows = (
        f"| `{rule.code}` | {rule.severity} | {_cell(rule.run.__doc__)} | {_cell(rule.remedy)} |"
        for rule in RULES
    )
    return _PROSE.read_text(encoding="utf-8").format(
        files=_rows(schema, definitions),
        tables="\n\n".join(_sections("", schema, definitions)),
        rules="\n".join(rows),
        facts="\n".join(f"- `{name}`: {_values(facts[name])}" for name in facts),
        schema=SCHEMA,
        learned=LEARNED,
        addable=listed(f"`{key}`" for key in ADDABLE),
        addable_to_objection=listed(f"`{key}`" for key in ADDABLE_TO_OBJECTION),
    )


def _sections(path: str, table: Schema, definitions: Mapping[str, Schema]) -> Iterator[str]:
    """A section for each table that a file can open with a header of its own."""
    for key, node in table["properties"].items():
        name = _table_in(node)
        if name is None:
            continue
        inner = definitions[name]
        address = f"{path}.{key}" if path else key
        header = f"[[{address}]]" if node.get("type") == "array" else f"[{address}]"
        yield f"### `{header}`\n\n{inner['description']}\n\n{_rows(inner, definitions, name)}"
        yield from _sections(address, inner, definitions)


def _rows(table: Schema, definitions: Mapping[str, Schema], name: str = "Playbook") -> str:
    fields = getattr(model, name).model_fields
    rows = ["| key | what | needed | |", "|---|---|---|---|"]
    for key, node in table["properties"].items():
        required = key in fields and fields[key].is_required() and (name, key) != _GIVEN
        needed = "yes" if required else ""
        default = f" Absent: `{node['default']}`." if node.get("default") else ""
        kind = _kind(node, definitions)
        rows.append(f"| `{key}` | {kind} | {needed} | {_cell(node['description'])}{default} |")
    return "\n".join(rows)


def _kind(node: Schema, definitions: Mapping[str, Schema]) -> str:
    """What stands after the equals sign, in a few words."""
    if name := _reference(node):
        return _kind(definitions[name], definitions)
    if "enum" in node:
        return _values(node["enum"])
    if node.get("format") == "date":
        return "date"
    if node["type"] == "array":
        return "tables" if _table_in(node) else f"list of {_kind(node['items'], definitions)}"
    if node["type"] == "object":
        of = node.get("additionalProperties")
        return f"table of {_kind(of, definitions)}" if isinstance(of, dict) else "table"
    return _KINDS[node["type"]]


def _table_in(node: Schema) -> str | None:
    """The name of the model of the table, or of the tables of the list, that a key holds."""
    name = _reference(node) or _reference(node.get("items", {}))
    return name if name and issubclass(getattr(model, name), model.Table) else None


def _reference(node: Schema) -> str | None:
    references = [node, *node.get("allOf", ())]
    found = next((each["$ref"] for each in references if "$ref" in each), None)
    return found.rpartition("/")[2] if found else None


def _values(values: Iterable[str]) -> str:
    return ", ".join(f'`"{value}"`' for value in values)


def _cell(text: Any) -> str:
    return " ".join(str(text or "").split()).replace("|", "\\|")
