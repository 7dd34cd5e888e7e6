"""What the contracts behind an Open Playbook say of their parties: signatures, and names.

The format keeps wordings as they stood in contracts with others. Who signed those is nobody's
business who negotiates now.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

_WITNESS = re.compile(r"\bin witness (?:whereof|hereof)\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"^[ \t]*(?:(?:by|signature|signed(?: by| for and on behalf of)?)[ \t]*:?[ \t]*"
    r"(?:_{2,}|/s/)|/s/[ \t]|_{4,}[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line to sign on, signed or not."""
_SAYABLE = ("say", "language", "label")
_LONGEST_PARTY = 80
"""Characters of the line above the first signature, where it is the name of who signs."""
_FORMS = (
    r"Inc|Incorporated|LLC|L\.L\.C|LLP|LP|Ltd|Limited|Corp|Corporation|PLC|plc|GmbH|AG|SE|KG|"
    r"S\.A|SAS|S\.p\.A|S\.r\.l|B\.V|BV|N\.V|NV|AB|A/S|Oy|Pty|Pte"
)
_COMPANY = re.compile(rf"\b(?:[A-Z][\w&'’-]*\s+){{0,3}}[A-Z][\w&'’-]*,?\s+(?:{_FORMS})\b\.?")
_DEFINED = re.compile(r'\s*\((?:the\s+)?["“]([^"”]+)["”]\)')
"""The short name that a contract gives to whom it has just named."""


def without_signatures(text: str) -> str:
    """A wording up to where its contract is signed."""
    ends = [found.start() for found in (_WITNESS.search(text),) if found]
    if signed := _SIGNED.search(text):
        above, _, party = text[: signed.start()].rstrip().rpartition("\n")
        # A name may end with a full stop (Inc.), and a sentence that is as short may not be one.
        sentence = party.rstrip().endswith((".", ";", ":")) and not _COMPANY.search(party)
        is_party = len(party) <= _LONGEST_PARTY and not sentence
        ends.append(len(above) if is_party else signed.start())
    return text[: min(ends)].rstrip() if ends else text


def signatures(text: str) -> bool:
    """Whether a wording has some."""
    return without_signatures(text) != text


def parties(texts: Iterable[str], documents: Iterable[str]) -> list[str]:
    """The names by which wordings may name a party: what looks like a company, with the short name
    that a contract gives it, and the names of the contracts' files, which are those of the others.
    """
    found: dict[str, None] = {}
    for text in texts:
        for match in _COMPANY.finditer(text):
            found[" ".join(match[0].split())] = None
            if short := _DEFINED.match(text, match.end()):
                found[short[1].strip()] = None
    for document in documents:
        words = re.split(r"[-_ ]+", document)
        if len(words) > 1 and all(word.isalpha() for word in words):
            found[" ".join(map(str.capitalize, words))] = None
    return list(found)


def named_in(
    clauses: Iterable[Mapping[str, Any]], names: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The names that may be said or sent, each with the title of a clause that has it."""
    for clause in clauses:
        rungs = clause["position"]
        texts = [clause["title"], *(each.get(key, "") for each in rungs for key in _SAYABLE)]
        whole = " ".join(" ".join(texts).split())
        for name in names:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", whole, re.IGNORECASE):
                yield name, str(clause["title"])
