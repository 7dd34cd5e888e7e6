"""Loading never raises, whatever the bytes, and does not keep anyone waiting."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from negotiator.playbook.load import load
from tests.playbook.files import BASE, HEADER, write

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *BASE.splitlines(keepends=True),
            "[[clause]]\n",
            "[clause]\n",
            "clause = 1\n",
            "clause = [1, [2], {}]\n",
            "id = 1\n",
            "id = [[]]\n",
            "remove = true\n",
            "remove = 1\n",
            "add = true\n",
            "add = 'x'\n",
            "heard = [1]\n",
            "objection = [1]\n",
            "objection = {}\n",
            "position = [{}]\n",
            "[playbook.posture]\n",
            "posture = 1\n",
            "extends = 'p'\n",
            "extends = 1\n",
            "[words]\n",
            "abbreviations = [1]\n",
            "synonyms = {}\n",
            "test = 1\n",
            "value = inf\n",
            "priority = { x = 1 }\n",
            "when = { a = 1 }\n",
            "[[clause.objection.counter]]\n",
        ]
    ),
    max_size=14,
).map("".join)


@given(raw=st.binary(max_size=300) | FRAGMENTS.map(str.encode) | st.text(max_size=200).map(
    lambda text: text.encode("utf-8", "surrogatepass")))  # fmt: skip
@example(raw=b'[[clause]]\nid = "a.b"\nadd = true\n[[clause.objection]]\nid = "x"\nheard = 1\n')
@example(raw=b"[words]\nsynonyms = [[[[[]]]]]\n[playbook]\nname = 'x'\n")
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_load_never_raises(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(raw)
    base = write(tmp_path, "roots/base.toml", BASE)
    loaded = load(path, [base.parent, tmp_path])
    assert loaded.playbook is not None or loaded.errors
    for problem in loaded.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.remedy
        assert str(problem).isprintable()


def large_playbook() -> str:
    """66 clauses with 2,000 phrases: the size of the shipped one."""
    words = "we roll every customer forward and keep no old model alive for one account".split()

    def say(number: int, seed: int) -> str:
        return " ".join(words[(seed * 7 + i * (seed % 5 + 1)) % len(words)] for i in range(number))

    lines = [HEADER]
    for clause in range(66):
        lines.append(f'[[clause]]\nid = "area-{clause % 8}.c{clause}"\ntitle = "{say(3, clause)}"')
        lines.append(f'why = "{say(20, clause)}"\nheard = {[say(8, clause + i) for i in range(6)]}')
        for rung in ("opening", "target", "fallback", "walk-away"):
            lines.append(f'[[clause.position]]\nrung = "{rung}"\nsay = "{say(20, clause)}"')
            lines.append(f'language = "{say(40, clause)}"\nlabel = "x"')
        for objection in range(5):
            lines.append(f'[[clause.objection]]\nid = "o{objection}"\nkind = "cost"')
            lines.append(f"heard = {[say(8, clause + objection + i) for i in range(5)]}")
            lines += [
                f'[[clause.objection.counter]]\ntier = "{tier}"\nsay = "{say(25, clause)}"'
                for tier in ("ask", "reframe", "trade")
            ]
    return "\n".join(lines)


def test_a_playbook_of_the_shipped_size(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "p.toml", large_playbook()))
    assert loaded.problems == ()
    assert loaded.playbook is not None
    assert sum(1 for _ in loaded.playbook.phrases()) > 2_000
