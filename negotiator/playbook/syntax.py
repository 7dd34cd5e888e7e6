"""What is not TOML, in a maintainer's words: the slip of the pen behind what the parser says."""

from __future__ import annotations

import re

from negotiator.playbook.day import day_flaw, wrong_day
from negotiator.playbook.problem import shortened

LISTS = {
    *("clause", "floor", "approver", "give", "tactic", "question", "emphasis", "sourcing"),
    *("fact", "test", "position", "objection", "counter"),
}
"""The tables that a file opens with double brackets, by the last part of their names."""
SINGLE = {"playbook", "posture", "words", "home", "metric", "market"}
"""Those it opens with single ones."""

_CURLY = "“”„‟«»‘’"
_STRAIGHT = 'write the straight one, ", at both ends of the text'
_BACKSLASH = "double the backslash, or put the text between 'single quotes'"
_BETWEEN = ("Invalid statement", "Invalid value", "Expected newline", "Expected '='", "Unclosed")
"""What the parser says where a text has ended, or none has begun."""
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]#]+)\]\]?\s*")
_NEXT_KEY = re.compile(r"[\w.-]+\s*=")
_GENERAL_REMEDY = 'write key = "value", [table] or [[list of tables]] here'
_REMEDIES = (
    ("Cannot overwrite a value", "a key may be written once in a table; delete one of the two"),
    ("Cannot mutate", "write all of the inline table or list between its own brackets"),
    ("Unescaped '\\'", _BACKSLASH),
    ("Invalid hex value", _BACKSLASH),
    ("Escaped character", _BACKSLASH),
    ("Unterminated string", "close the text with a quotation mark"),
    ("Expected '\"'", "close the text with a quotation mark"),
    ('Expected "\'"', "close the text with the single quotation mark that opened it"),
    ("Unclosed array", "close the list with ] and part its elements with commas"),
    ("Unclosed inline table", "close the inline table with } and part its keys with commas"),
    ("Expected '=' after a key", 'write key = "value"; a key with blanks needs quotation marks'),
    ("Invalid value", "put texts in quotation marks; a flag is true or false, in small letters"),
    (
        "Illegal character '\\n'",
        'close the text on its line, or open it with """ for several lines',
    ),
    ("Expected newline", 'write one key a line; a quotation mark within a text is written \\"'),
    ("Expected ']", "close the header with ], that of a list of tables with ]]"),
    ("Illegal character", "delete the invisible character, or write it as an escape such as \\t"),
)


def day_at(text: str, line: int, column: int) -> tuple[int, tuple[str, str]] | None:
    """The column of the day that was being read when it went wrong there, and what is wrong."""
    written = text.split("\n")[line - 1]
    start = written.rfind("=", 0, column) + 1
    start += len(written[start:]) - len(written[start:].lstrip())
    day = wrong_day(written[start:])
    return (start + 1, day_flaw(day)) if day and start < column <= start + len(day) + 1 else None


def flaw(text: str, line: int, column: int, reason: str) -> tuple[str, str]:
    """What is wrong at a place, and the remedy; `reason` is the parser's."""
    lines = text.split("\n")
    written = lines[line - 1]
    slip = _character_at(written, column) or _mark_at(written, column, reason)
    if slip is None and reason.startswith(("Cannot declare", "Cannot overwrite")):
        slip = _second_header(lines, line, declared=reason.startswith("Cannot declare"))
    if slip is not None:
        return slip
    remedy = next((r for start, r in _REMEDIES if start in reason), _GENERAL_REMEDY)
    return f"this is not TOML: {shortened(reason, 200)}", remedy


def _character_at(written: str, column: int) -> tuple[str, str] | None:
    """What is wrong, and the remedy, where it is a character that looks like another."""
    here = written[column - 1 : column]
    value = written[written.find("=") + 1 :].strip()
    if here == "\r":
        what = "a line ends here as it did on old Macs, with CR alone"
        return what, "save the file with LF or CRLF at the end of lines"
    if (here and here in _CURLY) or (column > len(written) and value[-1:] in _CURLY):
        return "this quotation mark is a typographic one", _STRAIGHT
    if here.isspace() and here not in " \t":
        return (
            "this blank is no ordinary one (perhaps a no-break space)",
            "type a space in its place",
        )
    if here == "," and re.fullmatch(r"[+-]?\d+,\d+", value.partition("#")[0].strip()):
        whole, _, rest = value.partition("#")[0].strip().partition(",")
        point = "" if len(rest) == 3 else "."  # 60,000 are thousands in most playbooks
        return "a number has no comma", f"write {whole}{point}{rest}"
    if re.fullmatch(r"[+-]?\d[\d.]*\s*[A-Za-z%€$]+", value.partition("#")[0].strip()):
        return (
            "a number stands alone, its unit is that of the metric",
            "delete what follows the number",
        )
    return None


def _mark_at(written: str, column: int, reason: str) -> tuple[str, str] | None:
    """The same where a mark of another language, or one too many, ends what TOML could read."""
    before, rest = written[: column - 1].rstrip(), written[column - 1 :]
    foreign = rest.startswith(("//", "/*")) or written.lstrip().startswith((";", "--"))
    if foreign and reason.startswith(_BETWEEN):
        return "a comment begins with # and nothing else", "write # in place of the other mark"
    if not reason.startswith(("Expected newline", "Unclosed")):
        return None
    header = _HEADER.match(written)
    if header and header.end() == column - 1:
        return "nothing may follow a header on its line", "delete it, or begin a new line with it"
    if before.endswith("'") and rest[:1].isalnum() and not _NEXT_KEY.match(rest):
        what = "the text ends here, for between single quotes every ' is its end"
        return what, 'put the text between double quotes: "it\'s"'
    return None


def _second_header(lines: list[str], line: int, *, declared: bool) -> tuple[str, str] | None:
    """What is wrong where a header names a table that is there already."""
    header = _HEADER.match(lines[line - 1])
    if header is None:
        return None
    name = "".join(header[2].split())
    one, many = f"[{shortened(name)}]", f"[[{shortened(name)}]]"
    above = (
        (number, found[1])
        for number in range(line - 1, 0, -1)
        if (found := _HEADER.match(lines[number - 1])) and "".join(found[2].split()) == name
    )
    number, brackets = next(above, (0, ""))
    where = f"in line {number}" if number else "above"
    last = name.rpartition(".")[2]
    if last in SINGLE and "[[" in (header[1], brackets):
        what = f"{many} begins a list, and of this table there is one: it is {where} already"
        return what, f"write {one}, once, and all its keys below"
    if header[1] == "[[":
        what = f"{many} begins a list, but tables above made one table of that name"
        return what, "look above for one that lacks its [[...]] header, or has it misspelt"
    if last in LISTS:
        return f"{one} begins one table, and there is one {where}", f"write {many} for each"
    if not declared and not number:
        return None  # a key of that name stands above
    what = f"{one} is {where} already"
    return what, "put the keys of both below one of the two headers, and delete the other"
