"""What is generated from the model stands in the repository as it would be generated today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negotiator.desk.format import format_page, schema_text
from negotiator.playbook.check import RULES
from negotiator.playbook.model import Clause, Header, Playbook, Position
from negotiator.playbook.shelf import shipped_root
from negotiator.playbook.skeleton import SCHEMA

ROOT = Path(__file__).parents[2]
PAGE = format_page()


def test_the_page_is_current() -> None:
    page = ROOT / "docs" / "playbook-format.md"
    remedy = "run: negotiator playbook schema --markdown > docs/playbook-format.md"
    assert page.read_text(encoding="utf-8") == PAGE, remedy


def test_the_schema_is_current_and_stands_where_the_shipped_files_look_for_it() -> None:
    schema = ROOT / "playbooks" / SCHEMA
    remedy = f"run: negotiator playbook schema > playbooks/{SCHEMA}"
    assert schema.read_text(encoding="utf-8") == schema_text(), remedy
    assert schema.parent == shipped_root()


def test_every_file_that_names_a_schema_names_that_one() -> None:
    for file in (ROOT / "playbooks").rglob("*.toml"):
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        if first.startswith("#:schema "):
            named = file.parent / first.removeprefix("#:schema ")
            assert named.resolve() == (ROOT / "playbooks" / SCHEMA).resolve(), file


@pytest.mark.parametrize("table", [Playbook, Header, Clause, Position])
def test_every_key_is_on_the_page(table: type[Playbook]) -> None:
    for key in table.model_fields:
        assert f"| `{key}` |" in PAGE


def test_every_rule_is_on_the_page_and_in_the_schema() -> None:
    known = json.loads(schema_text())["definitions"]["Header"]["properties"]["check"]["properties"]
    assert list(known) == [rule.code for rule in RULES]
    for rule in RULES:
        assert f"| `{rule.code}` | {rule.severity} |" in PAGE
        assert known[rule.code]["default"] == rule.severity
