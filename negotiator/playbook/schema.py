"""The JSON Schema of playbook files, from which editors complete, explain and check TOML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiator.playbook import model
from negotiator.playbook.check import RULES
from negotiator.playbook.layer import KEYED
from negotiator.playbook.manual import documentation
from negotiator.playbook.shape import table_at

Schema = dict[str, Any]

_REMOVE = "true drops this entry of the playbook that is extended."
_ADD = (
    "true adds the lists of this table to those the clause has, instead of replacing them; "
    "false says that replacing them is meant."
)


def file_schema() -> Schema:
    """The schema of one file: of a whole playbook, of a part of one, or of a layer over another.

    So nothing is required that another file or the layer below may hold, and `remove`, `add` and
    keys of the maintainer's own (`x_...`) are allowed. Draft 7, which is what Taplo (Even Better
    TOML) understands.
    """
    raw = model.Playbook.model_json_schema(ref_template="#/definitions/{model}")
    definitions = {name: _node(schema) for name, schema in raw.pop("$defs").items()}
    documented = documentation()
    for name, schema in definitions.items():
        _describe(schema, documented.get(name, {}))
    root = _node(raw)
    _describe(root, documented["Playbook"])
    root.pop("required", None)
    _relax(definitions)
    _name_rules(definitions["Header"]["properties"]["check"])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Negotiator playbook file",
        **root,
        "definitions": definitions,
    }


def _relax(definitions: Mapping[str, Schema]) -> None:
    """Requires of a table only what a layer cannot leave to the layer below."""
    definitions["Header"].pop("required", None)
    # An objection in a clause with `add = true` may only name what was newly heard.
    definitions["Objection"]["required"] = ["id"]
    for kind in KEYED:
        table = table_at((kind,))
        if table is None:
            raise KeyError(kind)
        schema = definitions[table.__name__]
        schema["required"] = ["id"]
        schema["properties"]["remove"] = {"type": "boolean", "description": _REMOVE}
    definitions["Clause"]["properties"]["add"] = {"type": "boolean", "description": _ADD}


def _name_rules(check: Schema) -> None:
    """Lets an editor propose the rules by their codes, each with what it is for."""
    levels = check["additionalProperties"]
    check["properties"] = {
        rule.code: {**levels, "default": rule.severity, "description": rule.run.__doc__}
        for rule in RULES
    }


def _node(raw: Any) -> Any:
    """One schema of pydantic's as a file sees it: without null, which TOML has not, and titles."""
    if isinstance(raw, list):
        return [_node(item) for item in raw]
    if not isinstance(raw, dict):
        return raw
    schema: Schema = {}
    for key, value in raw.items():
        if key == "properties":
            schema[key] = {name: _node(inner) for name, inner in value.items()}
        elif key == "default":
            if isinstance(value, str | int | float) and value != "":
                schema[key] = value
        elif key != "title":
            schema[key] = _node(value)
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del schema["anyOf"]
        schema = choices[0] | schema
    if "$ref" in schema and len(schema) > 1:
        # Draft 7 passes over everything beside a $ref.
        schema["allOf"] = [{"$ref": schema.pop("$ref")}]
    if schema.get("additionalProperties") is False:
        schema["patternProperties"] = {"^x_": {}}
    return schema


def _describe(schema: Schema, descriptions: Mapping[str, str]) -> None:
    for name, description in descriptions.items():
        inner = schema.get("properties", {}).get(name)
        if inner is None:
            continue
        if "$ref" in inner:
            inner["allOf"] = [{"$ref": inner.pop("$ref")}]
        inner["description"] = description
