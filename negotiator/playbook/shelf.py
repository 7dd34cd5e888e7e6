"""The playbooks at hand: those of the workspace first, then those shipped with the program."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from os.path import realpath
from pathlib import Path

from negotiator.playbook.read import HEADER, LEARNED
from negotiator.playbook.slug import slug

_HEAD_BYTES = 65_536
"""The header stands at the beginning; a list of playbooks need not read all of each."""
_HEADER_ID = re.compile(r"""^\[playbook\][^\[]*?^[ \t]*id[ \t]*=[ \t]*["']([^"'\n]+)["']""", re.M)


def shipped_root() -> Path:
    """The folder of the playbooks that come with the program."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "playbooks"
    return packed if packed.is_dir() else package.parent / "playbooks"


def available(roots: Sequence[Path]) -> list[tuple[str, Path]]:
    """The ids and places of all playbooks; the first root that has an id wins."""
    found: dict[str, Path] = {}
    for path in places(roots):
        found.setdefault(_header_id(path) or default_id(path), path)
    return list(found.items())


def find(identity: str, roots: Sequence[Path], but: Collection[str] = ()) -> Path | None:
    """The playbook of that id: its folder's or file's name, or the id in its header.

    `but` holds real paths to pass over: a workspace's `llm-vendor` can extend the shipped one.
    """
    for root in roots:
        candidates = [path for path in places([root]) if realpath(path) not in but]
        named = (path for path in candidates if _stem(path) == identity)
        headed = (path for path in candidates if _header_id(path) == identity)
        if found := next(named, None) or next(headed, None):
            return found
    return None


def twins(roots: Sequence[Path]) -> Iterator[tuple[str, Path, Path]]:
    """Two playbooks of one id in one folder, of which one is never found: the id, both places."""
    for root in roots:
        first: dict[str, Path] = {}
        for path in places([root]):
            identity = _header_id(path) or default_id(path)
            if first.setdefault(identity, path) != path:
                yield identity, first[identity], path


def places(roots: Sequence[Path]) -> Iterator[Path]:
    """Every playbook in these folders, those too that hide behind one of the same id."""
    for root in roots:
        try:
            entries = sorted(root.iterdir())
        except OSError:
            continue  # a workspace without a playbooks folder is an ordinary one
        for path in entries:
            if path.name.startswith(".") or path.name.endswith(f".{LEARNED}"):
                continue
            if (path.suffix == ".toml" and path.is_file()) or (path / HEADER).is_file():
                yield path


def strays(roots: Sequence[Path]) -> list[Path]:
    """Folders that hold TOML files, but no header by which they could be found as a playbook."""
    return [
        folder
        for root in roots
        for folder in sorted(root.glob("[!.]*/"))
        if not (folder / HEADER).is_file() and any(folder.glob("[!.]*.toml"))
    ]


def default_id(path: Path) -> str:
    """The id of a playbook whose header has none: its folder's or file's name, made a valid id."""
    return slug(_stem(path), "playbook")


def _stem(path: Path) -> str:
    return path.name.removesuffix(".toml")


def _header_id(path: Path) -> str | None:
    file = path / HEADER if path.is_dir() else path
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return None
    match = _HEADER_ID.search(head)
    return match[1] if match else None
