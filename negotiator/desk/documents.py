"""The documents of a workspace's deals: made from the record, written where one wants them."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from importlib.util import find_spec
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.standing import live
from negotiator.desk.atomic import PRIVATE, write_atomically
from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.report import FORMS, KINDS, Around, DealRecord, render

if TYPE_CHECKING:
    from negotiator.desk.desk import Desk
    from negotiator.desk.saved import SavedEditions
    from negotiator.desk.writer import Writer
    from negotiator.store import Store

_FILES = {"memo": "memo-internal", "renewal": "renewal-internal"}
"""What a document is called as a file: the wrong one is easily attached to an e-mail."""
_ALSO = {"txt": "md", "markdown": "md", "htm": "html"}
"""Other endings of files in these forms."""
_WORD = Choice("docx", "Word (docx): to be edited by both sides")
_PAGE = Choice("html", "HTML: to be read and printed anywhere")
_TEXT = Choice("md", "Markdown (md): to be pasted into an e-mail")
_OURS = (
    Choice("docx", "Word (docx): to be edited among ourselves"),
    _PAGE,
    Choice("md", "Markdown (md): to be kept with our notes"),
)


class Documents:
    """Recap, issues list and memo of any deal of a desk."""

    def __init__(self, desk: Desk, writer: Writer, saved: SavedEditions) -> None:
        self._desk = desk
        self._writer = writer
        self._saved = saved

    def forms(self, kind: str) -> tuple[Choice, ...]:
        """The forms to choose from, the likeliest first: Word only where it can be written."""
        forms = _OURS if kind in _FILES else (_WORD, _PAGE, _TEXT)
        there = find_spec("docx") is not None
        return tuple(each for each in forms if there or each.value != "docx")

    def render(self, kind: str, deal: str, form: str, *, internal: bool = False) -> bytes:
        """A document as the content of a file.

        Raises:
            DeskError: there is no such deal, or the form needs a package that is not installed.
        """
        record, around = self._known(kind, deal)
        return _render(kind, form, record, around, internal=internal)

    async def write(self, kind: str, deal: str, form: str) -> Path:
        """Write a document beside the sessions, never over an older one; its path.

        Raises:
            DeskError: it cannot be made or written.
        """
        return await asyncio.to_thread(self._write, kind, deal, form)

    def _write(self, kind: str, deal: str, form: str) -> Path:
        record, around = self._known(kind, deal)
        content = _render(kind, form, record, around)
        stem = f"{_stem(record.deal.vendor)}-{_FILES.get(kind, kind)}-{record.at:%Y%m%d-%H%M%S}"
        names = (f"{stem}{end}.{form}" for end in chain([""], map("-{}".format, count(2))))
        paths = (self._desk.workspace.sessions / name for name in names)
        path = next(path for path in paths if not path.exists())
        write_document(path, content, over=False)
        return path

    def _known(self, kind: str, deal: str) -> tuple[DealRecord, Around]:
        return self._desk.wait(self._writer.submit(partial(self._gather, kind, deal)))

    def _gather(self, kind: str, deal: str, store: Store) -> tuple[DealRecord, Around]:
        if kind != "renewal":
            return self.read(deal, store), Around()
        from negotiator.desk.renewals import present_deal

        record = self.read(str(present_deal(store, deal).id), store)
        return record, self._desk.renewals.around(record, store)

    def read(self, deal_id: str, store: Store) -> DealRecord:
        """Everything that is known of a deal; on the store's thread."""
        deal = store.find_deal(deal_id)
        state = store.state(deal.id)
        bodies = [entry.body for entry in live(state.log)]
        taken = [body.edition for body in bodies if isinstance(body, b.EditionTaken)]
        editions = {
            digest: self._saved.playbook(store, digest, deal)
            for digest in dict.fromkeys([deal.edition, *taken])
        }
        return DealRecord(
            deal=deal,
            playbook=editions[state.edition or deal.edition],
            state=state,
            editions=editions,
            at=self._desk.clock(),
            sessions=tuple(store.sessions(deal.id)),
        )


def _stem(vendor: str) -> str:
    """What the names of the documents of a vendor begin with."""
    return "".join(c if c.isalnum() else "-" for c in vendor).lower()[:50]


def file_names(vendor: str) -> str:
    """A pattern of the names of the documents that were written of the deals with a vendor."""
    kinds = "|".join(re.escape(_FILES.get(kind, kind)) for kind in KINDS)
    return rf"{re.escape(_stem(vendor))}-({kinds})-\d{{8}}-\d{{6}}(-\d+)?\.\w+"


def form_of(path: Path | None, chosen: str | None = None) -> str:
    """The form that was chosen, else that of the file's ending; Markdown where it has none.

    Raises:
        DeskError: the file has no name, or an ending of no form: a program that opens files by
            their endings could not read it.
    """
    if path is not None:
        _check_named(path)
    ending = path.suffix.lower().removeprefix(".") if path else ""
    form = chosen or _ALSO.get(ending, ending or "md")
    if form not in FORMS:
        *endings, last = (f".{each}" for each in FORMS)
        raise DeskError(
            f"{path}: no document is written as .{ending}.",
            f"End the name with {', '.join(endings)} or {last}; or choose with --format.",
        )
    return form


def _check_named(path: Path) -> None:
    """Refuse an empty name, which would mean the folder one is in."""
    if not path.name:
        raise DeskError("No file is named.", "Write a name, or leave the option out.")


def write_document(path: Path, content: str | bytes, *, over: bool = True) -> None:
    """Write a document whole, readable by its owner only.

    Args:
        over: write over a file that is there.

    Raises:
        DeskError: no file is named, the folder cannot be written to, or what is there is no file
            (a device, a pipe), which writing a file into its place would destroy.
    """
    _check_named(path)
    if over and path.exists() and not path.is_file():
        raise DeskError(f"{path} is not an ordinary file.", "Name another place.")
    claimed = False
    try:
        if not over:
            path.touch(PRIVATE, exist_ok=False)  # from here on no other file can come there
            claimed = True
        write_atomically(path, content)
    except FileExistsError as error:
        raise DeskError(f"{path} is there already.", "Add --force to write over it.") from error
    except OSError as error:
        if claimed:
            path.unlink(missing_ok=True)
        raise DeskError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Name another place, or make room there; the record itself is safe.",
        ) from error


def _render(
    kind: str, form: str, record: DealRecord, around: Around, *, internal: bool = False
) -> bytes:
    try:
        return render(kind, form, record, around, internal=internal)
    except ImportError as error:
        raise no_word() from error


def no_word() -> DeskError:
    """What to say where a Word file cannot be made."""
    return DeskError(
        "A Word file needs the package python-docx, which is not installed.",
        "Install it (pip install 'negotiator[docx]'), or write html, which Word opens too.",
    )
