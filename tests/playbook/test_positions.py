"""Every key and value of a document has the line and column at which it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from datetime import time as clock
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.playbook.positions import Keys, Positions, positions
from tests.playbook.files import BASE, at

NASTY = {
    "dotted keys": 'a.b.c = 1\na.b."d.e" = 2\na . f = 3\n[x.y]\nz.w = "v"\n',
    "quoted keys": '"a b" = 1\n\'c"d\' = 2\n"" = 3\n"\\u00e9" = 4\n["q.r".s]\nt = 5\n',
    "inline tables": 'a = { b = 1, c = { d = [1, { e = 2 }] }, f.g = "}" } # }\n[h]\ni = {}\n',
    "arrays of tables": "[[a]]\nb=1\n[[a.c]]\nd=1\n[[a.c]]\nd=2\n[a.e]\nf=1\n[[a]]\n[[a.c]]\nd=3\n",
    "long strings": 'a = """\n"quoted" # no comment\n[b]\nc = 1"""\nd = """x"""""\ne = 1\n',
    "long literals": "a = '''\n\\ it's [x] '''''\nb = ''''x'''\nc = \"\"\nd = ''\n",
    "escapes": 'a = "\\"\\\\"\nb = """\\"""\\\n   x"""\nc = "\\U0001F600 #"\n',
    "arrays": (
        'a = [ # [\n  "x", # "y"\n  [],\n  [[1], [2, 3,],],\n  """z]""",\n]\nb = [{ c = 1 }]\n'
    ),
    "scalars": (
        "a = 1979-05-27 07:32:00Z\nb = 1979-05-27\nc = 07:32:00.5\nd = -inf\ne = 1_000\n"
        "f = 0xff\ng = [1979-05-27 07:32:00, 1e5]\nh = true\ni = { j = 1979-05-27 07:32:00 }\n"
    ),
    "late super table": "[a.b]\nc = 1\n[a]\nd = 2\n",
    "windows": 'a = 1\r\n[b]\r\nc = [\r\n  "d",\r\n]\r\ne = """\r\nf"""\r\ng = 2\r\n',
    "no end of line": "[a]\nb = [1,\n2]# end",
    "tabs": "\t[ a . b ]\t# c\n\t\td\t=\t1\n",
    "empty": "",
    "only comments": "# a = 1\n\n  # [b]",
    "a bare key of digits": "1 = 2\n3.14 = 5\n-_- = 6\n",
}


def leaves(node: Any, path: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    """All paths of a document, tables and lists too."""
    if path:
        yield path, node
    items: Any = ()
    if isinstance(node, dict):
        items = node.items()
    elif isinstance(node, list):
        items = enumerate(node)
    for key, value in items:
        yield from leaves(value, (*path, key))


def starts_a(value: Any, text: str) -> bool:
    """Whether a text begins with a TOML value: some beginning of it parses as just that."""
    if isinstance(value, dict):
        return text.startswith("{")
    for end in range(1, len(text) + 1):
        try:
            if repr(tomllib.loads(f"k = {text[:end]}\n")["k"]) == repr(value):
                return True
        except ValueError:
            continue
    return False


def starts_the_key(key: str, text: str) -> bool:
    text = text.partition("\n")[0]
    for end in range(1, len(text) + 1):
        try:
            if tomllib.loads(f"{text[:end]} = 1") == {key: 1}:
                return True
        except ValueError:
            continue
    return False


def offset(text: str, line: int, column: int) -> int:
    return sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1


def assert_all_found(text: str) -> None:
    document = tomllib.loads(text)
    found = positions(text)
    for path, value in leaves(document):
        assert path in found.values, path
        assert path in found.keys, path
        value_text = text[offset(text, *found.value(path)) :]
        key_text = text[offset(text, *found.key(path)) :]
        by_header = value_text.startswith("[") and isinstance(value, dict | list)
        of_dotted_key = isinstance(value, dict) and starts_the_key(str(path[-1]), value_text)
        assert by_header or of_dotted_key or starts_a(value, value_text), (path, value_text[:30])
        if isinstance(path[-1], str) and not by_header:
            assert starts_the_key(path[-1], key_text), (path, key_text[:30])
    # Nothing is found that is not there.
    assert set(found.values) == {path for path, _ in leaves(document)}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nasty_documents(text: str) -> None:
    assert_all_found(text)


def test_a_playbook() -> None:
    assert_all_found(BASE)


SCALARS = (
    st.text(max_size=12)
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates(min_value=date(1900, 1, 1))
    | st.datetimes(min_value=datetime(1900, 1, 1)).map(lambda moment: moment.replace(fold=0))
    | st.times().map(lambda moment: clock(moment.hour, moment.minute, moment.second))
    | st.sampled_from(['"', '"""', "'''", "#", "[[a]]", "x = 1", "\n", '\n"\n', "\\", "{}", "]"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(st.text(max_size=6), VALUES, max_size=5)


@given(document=DOCUMENTS, multiline=st.booleans())
@settings(max_examples=100)
def test_whatever_tomli_w_writes(document: dict[str, Any], multiline: bool) -> None:
    assert_all_found(tomli_w.dumps(document, multiline_strings=multiline))


def test_lines_and_columns_count_from_one_in_characters() -> None:
    text = '# ü\n"é" = { b = ["ß", "x"] }\n'
    found = positions(text)
    assert found.key(("é",)) == (2, 1)
    assert found.value(("é", "b")) == at(text, '["ß"')
    assert found.value(("é", "b", 1)) == at(text, '"x"')


def test_what_is_not_written_is_where_its_table_is() -> None:
    found = positions(BASE)
    assert found.value(("clause", 0, "why")) == at(BASE, "[[clause]]", 1)
    assert found.key(("clause", 1, "position", 0, "value")) == at(BASE, "[[clause.position]]", 4)
    assert found.value(("nowhere",)) == (1, 1)


def test_key_and_value_of_a_table_by_header() -> None:
    found = positions(BASE)
    assert found.key(("clause", 0, "objection", 0, "counter", 1, "tier")) == at(BASE, "tier", 2)
    assert found.value(("clause", 0, "objection", 0, "counter", 1)) == at(
        BASE, "[[clause.objection.counter]]", 2
    )


@pytest.mark.parametrize("text", ["a", "a = ", "= 1", "[", "a = }"])
def test_a_text_that_is_no_toml_is_refused_rather_than_looped_over(text: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        positions(text)


def test_a_large_file() -> None:
    text = "\n".join(
        f'[[more]]\nid = "m{n}"\nheard = ["{"word " * 8}", "{"word " * 9}"]\nsay = """\nlong\n"""'
        for n in range(3_500)
    )
    assert len(text) > 400_000
    found: Positions = positions(text)
    assert found.value(("more", 3_499, "id"))[0] > 20_000
