"""A playbook over another: what it names changes, what it removes goes, everything else stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.playbook.lineage import MAX_CHAIN
from negotiator.playbook.load import Loaded, load
from negotiator.playbook.model import Playbook
from tests.playbook.files import BASE, HEADER, RETENTION, at, write

CHILD = '[playbook]\nid = "child"\nname = "Child"\nextends = "base"\n'


def layered(folder: Path, child: str, base: str = BASE) -> Loaded:
    write(folder, "shipped/base.toml", base)
    path = write(folder, "own/child.toml", CHILD + child)
    return load(path, [folder / "own", folder / "shipped"])


def sound(loaded: Loaded) -> Playbook:
    assert loaded.problems == (), [str(problem) for problem in loaded.problems]
    assert loaded.playbook is not None
    return loaded.playbook


def test_without_changes_everything_is_inherited(tmp_path: Path) -> None:
    playbook = sound(layered(tmp_path, ""))
    assert list(playbook.clauses) == ["data.training", "data.retention"]
    assert playbook.id == "child"
    assert playbook.playbook.name == "Child"
    assert str(playbook.playbook.last_reviewed) == "2026-11-01"
    assert playbook.playbook.version == "0.1.0"
    assert len(playbook.test) == 1


def test_a_clause_changes_only_the_keys_it_names(tmp_path: Path) -> None:
    clause = sound(
        layered(tmp_path, '[[clause]]\nid = "data.training"\nowner = "security"\n')
    ).clauses["data.training"]
    assert clause.owner == "security"
    assert clause.title == "No training"
    assert len(clause.position) == 3
    assert len(clause.objection) == 1


def test_lists_of_tables_are_replaced_whole(tmp_path: Path) -> None:
    child = '[[clause]]\nid = "data.training"\n[[clause.position]]\nrung = "target"\nsay = "No."\n'
    clause = sound(layered(tmp_path, child)).clauses["data.training"]
    assert [position.rung for position in clause.position] == ["target"]
    assert clause.heard == ("we train on everything",)


def test_new_clauses_come_after_the_inherited(tmp_path: Path) -> None:
    child = RETENTION.replace("data.retention", "data.deletion")
    playbook = sound(layered(tmp_path, child))
    assert list(playbook.clauses) == ["data.training", "data.retention", "data.deletion"]


def test_remove_drops_a_clause_and_its_tests(tmp_path: Path) -> None:
    loaded = layered(tmp_path, '[[clause]]\nid = "data.training"\nremove = true\n')
    playbook = sound(loaded)
    assert list(playbook.clauses) == ["data.retention"]
    assert playbook.test == ()
    assert loaded.origin.removal("clause", "data.training") == (
        tmp_path / "own" / "child.toml",
        7,
        10,
    )
    assert loaded.origin.removal("clause", "data.retention") is None


def test_marks_that_are_false_mark_nothing(tmp_path: Path) -> None:
    child = '[[clause]]\nid = "data.training"\nremove = false\nadd = false\nheard = ["x"]\n'
    assert sound(layered(tmp_path, child)).clauses["data.training"].heard == ("x",)


def test_every_table_with_an_id_is_layered_alike(tmp_path: Path) -> None:
    child = """\
        [[floor]]
        id = "no-training"
        statement = "Never."
        [[approver]]
        id = "cfo"
        remove = true
        [[give]]
        id = "reference"
        cost = "A day."
        [[tactic]]
        id = "silence"
        title = "Silence"
        when = "After a number."
        say = "Hm."
        [[question]]
        id = "exit"
        ask = "Can we really leave?"
        [[emphasis]]
        id = "partner"
        raises = ["data.retention"]
        [[sourcing]]
        id = "speed"
        no = "invest"
        [[fact]]
        id = "sourcing.partner"
        remove = true
        [[fact]]
        id = "hosting.saas"
        title = "their cloud"
        """
    playbook = sound(layered(tmp_path, "\n".join(map(str.strip, child.splitlines()))))
    assert playbook.floor[0].statement == "Never."
    assert playbook.floor[0].clause == "data.training"
    assert playbook.approver == ()
    assert (playbook.give[0].title, playbook.give[0].cost) == ("A public reference", "A day.")
    assert playbook.tactic[0].id == "silence"
    assert playbook.question[0].clauses == ("data.training",)
    (partner,) = playbook.emphasis
    assert (partner.raises, partner.when) == (("data.retention",), {"sourcing": ("partner",)})
    assert [(step.yes, step.no) for step in playbook.sourcing] == [
        ("partner", "speed"),
        ("buy", "invest"),
    ]
    assert list(playbook.facts) == ["hosting.saas"]


def test_words_are_added(tmp_path: Path) -> None:
    child = (
        '[words]\nabbreviations = { cust = "custom", x = "y" }\n'
        'synonyms = [["a", "b"], ["train", "learn"]]\n'
    )
    words = sound(layered(tmp_path, child)).words
    assert words.abbreviations == {"cust": "custom", "x": "y"}
    assert words.synonyms == (("train", "learn"), ("a", "b"))


def test_a_test_about_the_same_words_replaces_the_inherited(tmp_path: Path) -> None:
    child = '[[test]]\nheard = "they train on all of it"\nexpect = ""\n'
    assert [test.expect for test in sound(layered(tmp_path, child)).test] == [""]


def test_posture_is_layered_by_key(tmp_path: Path) -> None:
    base = HEADER + '[playbook.posture]\nstyle = "calm"\nopening = "ask"\n'
    posture = sound(
        layered(tmp_path, '[playbook.posture]\nstyle = "firm"\n', base)
    ).playbook.posture
    assert (posture.style, posture.opening) == ("firm", "ask")


def test_the_usual_profile_is_layered_by_field(tmp_path: Path) -> None:
    base = HEADER + 'profile = { data = "personal", sourcing = "buy" }\n'
    child = '[playbook.profile]\nsourcing = "partner"\n'
    assert sound(layered(tmp_path, child, base)).playbook.profile == {
        "data": "personal",
        "sourcing": "partner",
    }


def test_a_workspace_playbook_extends_the_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    write(tmp_path, "shipped/base.toml", BASE)
    path = write(tmp_path, "own/base.toml", '[playbook]\nname = "Ours"\nextends = "base"\n')
    playbook = sound(load(path, [tmp_path / "own", tmp_path / "shipped"]))
    assert playbook.playbook.name == "Ours"
    assert len(playbook.clause) == 2


def test_three_layers_and_folders(tmp_path: Path) -> None:
    write(tmp_path, "base/playbook.toml", BASE)
    write(tmp_path, "mid.toml", CHILD + '[[clause]]\nid = "data.training"\nweight = 7\n')
    top = '[playbook]\nname = "Top"\nextends = "child"\n'
    path = write(tmp_path, "top/playbook.toml", top)
    loaded = load(path.parent, [tmp_path])
    clause = sound(loaded).clauses["data.training"]
    assert (clause.weight, clause.title) == (7, "No training")
    assert [file.name for file in loaded.files] == ["playbook.toml", "mid.toml", "playbook.toml"]


class TestAdd:
    """`add = true`: what was newly heard joins the clause, in whichever layer or file that is."""

    LEARNED = """\
[[clause]]
id = "data.training"
add = true
heard = ["new words"]

[[clause.objection]]
id = "improves"
heard = ["it gets better that way"]

[[clause.objection]]
id = "everyone"
kind = "precedent"
heard = ["everyone else agreed"]
"""

    def assert_added(self, playbook: Playbook) -> None:
        clause = playbook.clauses["data.training"]
        assert clause.heard == ("we train on everything", "new words")
        first, second = clause.objection
        assert first.heard == ("it makes the model better for you", "it gets better that way")
        assert len(first.counter) == 2
        assert second.id == "everyone"

    def test_over_the_shipped_playbook(self, tmp_path: Path) -> None:
        loaded = layered(tmp_path, self.LEARNED)
        self.assert_added(sound(loaded))
        text = CHILD + self.LEARNED
        child = tmp_path / "own" / "child.toml"
        where = loaded.origin.of
        assert where("data.training", "heard", 1) == (child, *at(text, '"new words"'))
        assert where("data.training", "objection", 0, "heard", 1) == (child, *at(text, '"it gets'))
        assert where("data.training", "objection", 1, "kind") == (child, *at(text, '"precedent"'))
        assert where("data.training", "objection", 0, "heard", 0)[0].name == "base.toml"

    def test_in_a_file_of_its_own_that_sorts_before_the_clause(self, tmp_path: Path) -> None:
        write(tmp_path, "pb/playbook.toml", HEADER)
        write(tmp_path, "pb/learned.toml", self.LEARNED)
        write(tmp_path, "pb/z.toml", BASE.removeprefix(HEADER))
        self.assert_added(sound(load(tmp_path / "pb")))

    def test_an_error_in_it_is_placed_in_its_own_file(self, tmp_path: Path) -> None:
        loaded = layered(tmp_path, self.LEARNED.replace('"new words"', '"fine", 5'))
        (found,) = loaded.problems
        text = (tmp_path / "own" / "child.toml").read_text()
        assert found.source == tmp_path / "own" / "child.toml"
        assert (found.line, found.column) == at(text, "5]")

    @pytest.mark.parametrize(
        ("child", "needle", "code", "remedy"),
        [
            (
                'id = "data.trainin"\nadd = true',
                "[[clause]]",
                "unknown-reference",
                "`data.training`",
            ),
            ("add = true", "[[clause]]", "missing-key", "write id"),
            ('id = "data.training"\nadd = 1', "1", "wrong-type", "true"),
            ('id = "data.training"\nadd = true\ntitle = "x"', "title", "not-addable", "without `"),
            ('id = "data.training"\nadd = true\nheard = "x"', '"x"', "wrong-type", "[ and ]"),
            (
                'id = "data.training"\nadd = true\nobjection = [{ id = "improves", kind = "ip" }]',
                "kind",
                "not-addable",
                "only to heard or counter",
            ),
        ],
    )
    def test_what_cannot_be_added(
        self, tmp_path: Path, child: str, needle: str, code: str, remedy: str
    ) -> None:
        loaded = layered(tmp_path, f"[[clause]]\n{child}\n")
        (found,) = loaded.problems
        assert found.code == code
        assert remedy in found.remedy
        assert (found.line, found.column) == at(f"{CHILD}[[clause]]\n{child}\n", needle)


@pytest.mark.parametrize(
    ("child", "needle", "code", "remedy"),
    [
        (
            '[[clause]]\nid = "data.trainig"\nremove = true',
            "true",
            "unknown-reference",
            "data.training",
        ),
        (
            '[[clause]]\nid = "data.training"\nremove = "yes"',
            '"yes"',
            "wrong-type",
            "remove = true",
        ),
        (
            '[[clause]]\nid = "data.trainig"\nweight = 3',
            "[[clause]]",
            "missing-key",
            "data.training",
        ),
        ('[[give]]\nid = "referense"\nremove = true', "true", "unknown-reference", "`reference`"),
    ],
)
def test_a_change_of_nothing(
    tmp_path: Path, child: str, needle: str, code: str, remedy: str
) -> None:
    loaded = layered(tmp_path, child)
    found = loaded.problems[0]
    assert found.code == code
    assert (found.line, found.column) == at(CHILD + child, needle)
    assert remedy in found.remedy
    # What is sound below stays in force.
    assert loaded.playbook is not None
    assert "data.retention" in loaded.playbook.clauses


def test_an_error_is_placed_in_the_layer_it_is_in(tmp_path: Path) -> None:
    base = BASE.replace('owner = "legal"', 'owner = "lgal"')
    (found,) = layered(tmp_path, '[[clause]]\nid = "data.training"\nweight = 3\n', base).problems
    assert found.source == tmp_path / "shipped" / "base.toml"
    assert (found.line, found.column) == at(base, '"lgal"')
    child = '[[clause]]\nid = "data.training"\nowner = "lgal"\n'
    (found,) = layered(tmp_path, child).problems
    assert found.source == tmp_path / "own" / "child.toml"
    assert (found.line, found.column) == at(CHILD + child, '"lgal"')


def test_an_unknown_parent(tmp_path: Path) -> None:
    child = write(
        tmp_path, "c.toml", CHILD.replace('"base"', '"basse"') + '[[clause]]\nid = "a.b"\n'
    )
    write(tmp_path, "shipped/base.toml", BASE)
    loaded = load(child, [tmp_path / "shipped", tmp_path / "nowhere"])
    (found,) = loaded.problems
    assert found.code == "unknown-parent"
    assert (found.line, found.column) == (4, 11)
    assert found.remedy == "did you mean `base`?"
    assert loaded.playbook is None


def test_an_unknown_parent_hides_no_other_problem(tmp_path: Path) -> None:
    child = write(tmp_path, "c.toml", CHILD + '[[clause]]\nid = "a.b"\nownr = 1\n')
    assert [p.code for p in load(child, []).problems] == ["unknown-parent", "unknown-key"]


@pytest.mark.parametrize("names", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_a_circle(tmp_path: Path, names: list[str]) -> None:
    for name, parent in zip(names, [*names[1:], names[0]], strict=True):
        write(tmp_path, f"{name}.toml", f'[playbook]\nname = "x"\nextends = "{parent}"\n')
    loaded = load(tmp_path / "a.toml", [tmp_path])
    (found,) = loaded.problems
    assert found.code == "circle"
    assert found.source == tmp_path / f"{names[-1]}.toml"
    assert (found.line, found.column) == (3, 11)
    assert loaded.playbook is None


def test_a_circle_by_symlink(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml", '[playbook]\nname = "x"\nextends = "b"\n')
    (tmp_path / "b.toml").symlink_to(path)
    assert [p.code for p in load(path, [tmp_path]).problems] == ["circle"]


def test_a_chain_may_be_eight_long(tmp_path: Path) -> None:
    write(tmp_path, "p0.toml", BASE.replace('"base"', '"p0"'))
    for n in range(1, MAX_CHAIN + 1):
        write(tmp_path, f"p{n}.toml", f'[playbook]\nname = "x"\nextends = "p{n - 1}"\n')
    assert load(tmp_path / f"p{MAX_CHAIN - 1}.toml", [tmp_path]).problems == ()
    loaded = load(tmp_path / f"p{MAX_CHAIN}.toml", [tmp_path])
    assert [p.code for p in loaded.problems] == ["too-long-chain"]
    assert loaded.playbook is None


def test_extends_that_is_no_text(tmp_path: Path) -> None:
    path = write(tmp_path, "c.toml", '[playbook]\nname = "x"\nextends = 5\n')
    loaded = load(path, [tmp_path])
    assert [p.code for p in loaded.problems] == ["wrong-type"]
    assert loaded.playbook is None
