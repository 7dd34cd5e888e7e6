"""Who sits at the keyboard of a workspace, and what they may decide alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from negotiator.deal.fields import NAME_LIMIT
from negotiator.desk.workspace import Workspace
from negotiator.plain import one_line
from negotiator.playbook.model import Owner, Playbook, Slug
from negotiator.playbook.near import did_you_mean, listed

if TYPE_CHECKING:
    from negotiator.playbook.problem import Problem
    from negotiator.playbook.read import Source

_PAGE = """\
# Who sits at this keyboard, and what they may decide alone. All of it may be left out.

[me]
# The author of what is recorded; without a name, the one you are logged in with.
{name}
# What you decide on your side: legal, security, procurement or engineering.
{function}
# The approvers of the playbook that you are, or that gave you standing authority, by their ids:
# what they may allow, you may offer without asking.
{decides_for}
"""
_EXAMPLES: Mapping[str, Any] = {
    "name": "Ana Example",
    "function": "procurement",
    "decides_for": ["procurement-lead"],
}
_REMEDIES = {
    "name": 'write a name of at most 200 characters: name = "Ana Example"',
    "function": f"write {listed(Owner)}, in quotation marks",
    "decides_for": 'write a list of ids, in small letters and hyphens: ["procurement-lead"]',
    "me": "write [me], and what belongs to it in lines below",
}


class Me(BaseModel):
    """The `[me]` of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=NAME_LIMIT),
        AfterValidator(partial(one_line, limit=NAME_LIMIT)),
    ] = ""
    function: Owner | None = None
    decides_for: tuple[Slug, ...] = ()
    """The approvers who need not be asked."""


class Settings(BaseModel):
    """What the file says; defaults where it says nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    me: Me = Me()


def read_settings(workspace: Workspace) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a workspace; where the file has a problem, the defaults and its problems."""
    if not workspace.settings_file.exists():
        return Settings(), ()
    from negotiator.playbook.problem import Problem
    from negotiator.playbook.read import read

    source = read(workspace.settings_file)
    if isinstance(source, Problem):
        return Settings(), (source,)
    try:
        return Settings.model_validate(source.data), ()
    except ValidationError as error:
        found = (_explained(each["type"], each["loc"], source) for each in error.errors())
        return Settings(), tuple(found)


def unknown_approvers(me: Me, playbook: Playbook) -> str:
    """What is wrong with the approvers named, in a line; empty when the playbook knows them all."""
    named = {position.approver for clause in playbook.clause for position in clause.position}
    known = {*(who.id for who in playbook.approver), *named - {None}, *Owner}
    for approver in me.decides_for:
        if approver not in known:
            near = did_you_mean(approver, map(str, known))
            hint = f"did you mean {near}?" if near else f"it has {listed(sorted(map(str, known)))}"
            what = f"settings.toml: the playbook {playbook.id} has no approver {approver}"
            return f"{what}; {hint}"
    return ""


def write_settings(workspace: Workspace, me: Me | None = None) -> bool:
    """Write the file, with a comment on each key, where there is none; whether it was written.

    Args:
        me: what it says; without it all keys are commented out.

    Raises:
        DeskError: the folder cannot be written to.
    """
    if workspace.settings_file.exists():
        return False
    from negotiator.desk.edit import write_file

    said = me.model_dump(mode="json", exclude_defaults=True) if me else {}
    lines = {
        name: _line(name, said[name]) if name in said else f"# {_line(name, example)}"
        for name, example in _EXAMPLES.items()
    }
    write_file(workspace.settings_file, _PAGE.format(**lines))
    return True


def _line(name: str, value: Any) -> str:
    """A key and its value, a list on one line."""
    from negotiator.playbook.write import toml_text

    return toml_text({"me": {name: value}}).splitlines()[1]


def _explained(kind: str, path: tuple[int | str, ...], source: Source) -> Problem:
    """What pydantic found, as what and remedy, and where it stands."""
    from negotiator.playbook.problem import shortened
    from negotiator.playbook.read import Place

    place = Place(source, path)
    key = str(next(each for each in reversed(path) if isinstance(each, str)))
    if kind == "extra_forbidden":
        allowed = Settings.model_fields if len(path) == 1 else Me.model_fields
        near = did_you_mean(key, allowed)
        remedy = f"did you mean `{near}`?" if near else f"its keys are {listed(allowed)}"
        return place.problem("unknown-key", f"`{shortened(key)}` is unknown", remedy, key=True)
    return place.problem("bad-value", f"`{key}` cannot be that", _REMEDIES[key])
