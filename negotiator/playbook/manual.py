"""The texts under the fields of the model, which are the manual."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache

from negotiator.playbook import clause, model, table, tailoring


@cache
def documentation() -> dict[str, dict[str, str]]:
    """The text under each field, by class and field, in the order of the source."""
    return {
        node.name: dict(_fields(node))
        for module in (table, clause, tailoring, model)
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.ClassDef)
    }


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, following in zip(node.body, node.body[1:], strict=False):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
