"""The schema that editors read says what the loader accepts, and explains every key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negotiator.playbook.model import Clause, Playbook
from negotiator.playbook.schema import file_schema

SCHEMA = file_schema()
DEFINITIONS = SCHEMA["definitions"]


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value)


def test_it_is_draft_7_which_taplo_reads() -> None:
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert all("$defs" not in node for node in nodes(SCHEMA))


def test_every_reference_is_there_and_alone() -> None:
    references = [node for node in nodes(SCHEMA) if "$ref" in node]
    assert references
    for node in references:
        assert list(node) == ["$ref"]
        assert node["$ref"].removeprefix("#/definitions/") in DEFINITIONS


def test_every_key_is_there_and_explained() -> None:
    assert set(Playbook.model_fields) == set(SCHEMA["properties"])
    assert set(Clause.model_fields) | {"remove", "add"} == set(DEFINITIONS["Clause"]["properties"])
    for name, schema in {**DEFINITIONS, "Playbook": SCHEMA}.items():
        for key, inner in schema.get("properties", {}).items():
            assert inner.get("description"), f"{name}.{key}"


def test_a_file_needs_only_what_a_layer_needs() -> None:
    assert "required" not in SCHEMA
    assert "required" not in DEFINITIONS["Header"]
    assert DEFINITIONS["Clause"]["required"] == ["id"]
    assert DEFINITIONS["Give"]["required"] == ["id"]
    assert DEFINITIONS["Counter"]["required"] == ["tier", "say"]


def test_remove_and_keys_of_ones_own_are_allowed() -> None:
    keyed = ("Clause", "Floor", "Approver", "Give", "Tactic", "Question")
    for name in (*keyed, "Emphasis", "SourcingStep", "Fact"):
        assert DEFINITIONS[name]["properties"]["remove"]["type"] == "boolean"
    assert "remove" not in DEFINITIONS["Position"]["properties"]
    tables = [node for node in nodes(SCHEMA) if node.get("additionalProperties") is False]
    assert len(tables) > 10
    assert all("^x_" in table["patternProperties"] for table in tables)


def test_there_is_no_null_because_toml_has_none() -> None:
    assert all(
        node.get("type") != "null" and node.get("default", 0) is not None for node in nodes(SCHEMA)
    )


def test_choices_and_formats_reach_the_editor() -> None:
    assert DEFINITIONS["Owner"]["enum"] == ["legal", "security", "procurement", "engineering"]
    assert DEFINITIONS["Market"]["properties"]["as_of"]["format"] == "date"
    assert DEFINITIONS["Metric"]["properties"]["better"]["enum"] == ["higher", "lower"]
