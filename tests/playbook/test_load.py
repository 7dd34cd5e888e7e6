"""A playbook loads, and everything wrong with its files is said in one go, in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negotiator.playbook.load import MAX_PROBLEMS, Loaded, load
from negotiator.playbook.problem import in_order
from tests.playbook.files import BASE, HEADER, REST, RETENTION, TRAINING, at, write

JARGON = re.compile(
    r"pydantic|validation|input should|extra_forbidden|NoneType|Traceback|\btuple\b"
)


def load_text(folder: Path, text: str) -> Loaded:
    return load(write(folder, "p.toml", text))


def only_problem(loaded: Loaded) -> tuple[int, int, str, str, str]:
    assert len(loaded.problems) == 1, [str(problem) for problem in loaded.problems]
    (found,) = loaded.problems
    assert not JARGON.search(str(found))
    return found.line, found.column, found.code, found.what, found.remedy


def test_a_sound_file(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, BASE)
    assert loaded.problems == ()
    assert loaded.playbook is not None
    assert list(loaded.playbook.clauses) == ["data.training", "data.retention"]
    assert loaded.playbook.clauses["data.training"].ladder["fallback-1"].value == 60
    assert loaded.files == (tmp_path / "p.toml",)


def test_a_folder_is_the_sum_of_its_files(tmp_path: Path) -> None:
    write(tmp_path, "pb/playbook.toml", HEADER + REST)
    write(tmp_path, "pb/b.toml", TRAINING)
    write(tmp_path, "pb/a.toml", RETENTION + '\n[words]\nabbreviations = { pii = "personal" }\n')
    loaded = load(tmp_path / "pb")
    assert loaded.problems == ()
    assert loaded.playbook is not None
    assert list(loaded.playbook.clauses) == ["data.retention", "data.training"]
    assert loaded.playbook.words.abbreviations == {"cust": "customer", "pii": "personal"}
    assert [file.name for file in loaded.files] == ["playbook.toml", "a.toml", "b.toml"]


def test_the_id_is_the_name_of_the_file_where_the_header_has_none(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "My Book 2.toml", '[playbook]\nname = "x"\n'))
    assert loaded.problems == ()
    assert loaded.playbook is not None
    assert loaded.playbook.id == "my-book-2"


# What is changed in the sound file, the place that must be named, and words of what and remedy.
SLIPS = {
    "unknown key": (
        'owner = "legal"',
        'ownr = "legal"',
        "ownr",
        "unknown-key",
        "did you mean `owner`",
    ),
    "unknown table": ("[[give]]", "[[gives]]", "[[gives", "unknown-key", "did you mean `give`"),
    "unlike anything": (
        'owner = "legal"',
        "zzz = 1",
        "zzz",
        "unknown-key",
        "its keys are id, title",
    ),
    "key of another table": (
        "value = 90",
        'evidence = ["x"]',
        "evidence",
        "unknown-key",
        "belongs to [[clause]]: move it above the first [[clause.position]]",
    ),
    "key of an inner table": (
        'owner = "legal"',
        "requires_get = true",
        "requires_get",
        "unknown-key",
        "belongs to [[clause.position]]",
    ),
    "bad choice": ('owner = "legal"', 'owner = "leagl"', '"leagl"', "bad-value", 'mean "legal"'),
    "far choice": ('owner = "legal"', 'owner = "me"', '"me"', "bad-value", "legal, security, pro"),
    "bad literal": (
        'better = "higher"',
        'better = "more"',
        '"more"',
        "bad-value",
        "higher or lower",
    ),
    "number as text": (
        "value = 90",
        'value = "90"',
        '"90"',
        "wrong-type",
        "without quotation marks",
    ),
    "text as number": ('title = "No training"', "title = 5", "5", "wrong-type", "quotation marks"),
    "flag as text": ("value = 90", 'requires_get = "no"', '"no"', "wrong-type", "true or false"),
    "flag as number": ("value = 90", "value = true", "true", "wrong-type", "write digits"),
    "not finite": ("value = 90", "value = nan", "nan", "out-of-range", "ordinary number"),
    "a day as in Berlin": ("2026-11-01", '"1.11.2026"', '"1.11', "wrong-type", "as 2026-11-01"),
    "not a day": ("2026-11-01", '"last week"', '"last week"', "wrong-type", "2026-11-30"),
    "moment for a day": ("2026-11-01", "07:32:00", "07:32", "wrong-type", "2026-11-30"),
    "list as text": (
        'heard = ["we train on everything"]',
        'heard = "x"',
        '"x"',
        "wrong-type",
        "[ and ]",
    ),
    "empty text": ('"No training"', '" "', '" "', "empty-text", "write something"),
    "id with blanks": ('id = "improves"', 'id = "It Improves"', '"It', "bad-id", "small letters"),
    "id without area": ('"data.retention"', '"retention"', '"retention"', "bad-id", "area.name"),
    "too heavy": ('owner = "legal"', "weight = 101", "101", "out-of-range", "at most 100"),
    "endless": (
        'owner = "legal"',
        f"weight = 0x{'f' * 300}",
        "0xfff",
        "out-of-range",
        "ordinary number",
    ),
    "missing": ('title = "Retention"', "", "[[clause]]\nid", "missing-key", 'add title = "..."'),
    "missing kind": ('kind = "policy"', "", "[[clause.objection]]", "missing-key", "add kind"),
    "no ladder": (
        RETENTION[RETENTION.index("[[clause.pos") :],
        "",
        "[[clause]]\nid",
        "missing-key",
        "[[clause.position]]",
    ),
    "list expected": (
        "[[clause.objection]]",
        "[clause.objection]",
        "[clause.objection]",
        "wrong-type",
        "[[clause.objection]] with double",
    ),
    "table twice": (RETENTION, "[clause2]\n" + RETENTION, "[clause2]", "unknown-key", "`clause`"),
    "single brackets": (
        REST[: REST.index("[[give]]")],
        '[approver]\nid = "cfo"\nname = "x"\n',
        "[approver]",
        "wrong-type",
        "[[approver]]",
    ),
    "list of texts": ("[[test]]", "test = [1]\n[[tests]]", "[[tests]]", "unknown-key", "`test`"),
}


@pytest.mark.parametrize(
    ("sound", "broken", "place", "code", "remedy"), SLIPS.values(), ids=SLIPS.keys()
)
def test_a_slip_is_named_with_its_place_and_remedy(
    tmp_path: Path, sound: str, broken: str, place: str, code: str, remedy: str
) -> None:
    assert sound in BASE
    text = BASE.replace(sound, broken, 1)
    needle, _, following = place.partition("\n")
    if following:  # the last header of that kind: the clause of retention
        line, column = at(text, needle, text[: text.index('"data.retention"')].count(needle))
    else:
        line, column = at(text, needle)
    loaded = load_text(tmp_path, text)
    found = [p for p in loaded.problems if p.code == code and (p.line, p.column) == (line, column)]
    assert found, [str(problem) for problem in loaded.problems]
    assert remedy in found[0].remedy
    assert found[0].is_error
    assert not any(JARGON.search(str(problem)) for problem in loaded.problems)


def test_all_slips_of_a_file_are_reported_in_one_go(tmp_path: Path) -> None:
    text = BASE
    for name in ("unknown key", "number as text", "id with blanks", "missing", "not a day"):
        sound, broken, *_ = SLIPS[name]
        text = text.replace(sound, broken, 1)
    loaded = load_text(tmp_path, text)
    assert [problem.code for problem in loaded.problems] == [
        "wrong-type",
        "unknown-key",
        "wrong-type",
        "bad-id",
        "missing-key",
    ]
    assert list(loaded.problems) == sorted(loaded.problems, key=in_order)


def test_a_mapping_key_that_is_not_allowed(tmp_path: Path) -> None:
    text = BASE.replace('owner = "legal"', 'priority = { pilott = "must-have" }', 1)
    line, column, code, what, remedy = only_problem(load_text(tmp_path, text))
    assert (line, column) == at(text, "pilott")
    assert code == "unknown-key"
    assert "`pilott` is not a key of `priority` of clause `data.training`" in what
    assert remedy == 'did you mean "pilot"?'


def test_the_sentence_names_what_it_is_about(tmp_path: Path) -> None:
    text = BASE.replace("value = 90", 'value = "90"')
    *_, what, _ = only_problem(load_text(tmp_path, text))
    assert what == '`value` of clause `data.training` must be a number, and is the text "90"'


def test_ids_appear_once(tmp_path: Path) -> None:
    write(tmp_path, "pb/playbook.toml", HEADER)
    write(tmp_path, "pb/a.toml", TRAINING)
    second = write(tmp_path, "pb/b.toml", RETENTION + TRAINING)
    loaded = load(tmp_path / "pb")
    line, column, code, what, remedy = only_problem(loaded)
    assert loaded.problems[0].source == second
    assert (line, column) == at(RETENTION + TRAINING, '"data.training"')
    assert code == "duplicate-id"
    assert "already in a.toml, line 1" in what
    assert remedy == "rename or delete one of the two"
    assert loaded.playbook is not None
    assert len(loaded.playbook.clause) == 2


@pytest.mark.parametrize(
    ("keys", "remedy"),
    [
        ('heard = ["x"]\n', "or write `add = true` in this one to add its lists to the other"),
        (
            'heard = ["x"]\nweight = 9\n',
            "or move `weight` to the other and write `add = true` in this one",
        ),
        ("weight = 9\ncore = true\n", "move `weight` and `core` to the other and delete this one"),
    ],
)
def test_what_is_advised_for_a_second_clause_is_possible(
    tmp_path: Path, keys: str, remedy: str
) -> None:
    again = f'\n[[clause]]\nid = "data.training"\n{keys}'
    *_, code, _, told = only_problem(load_text(tmp_path, HEADER + TRAINING + again))
    assert code == "duplicate-id"
    assert remedy in told


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ("[[position]]", "[[clause.position]]"),
        ("[[counter]]", "[[clause.objection.counter]]"),
        ("[metric]", "[clause.metric]"),
        ("[check]", "[playbook.check]"),
    ],
)
def test_an_inner_table_without_its_outer_name(tmp_path: Path, table: str, header: str) -> None:
    *_, code, what, remedy = only_problem(load_text(tmp_path, f"{BASE}\n{table}\nx = 1\n"))
    assert code == "unknown-key"
    assert f"`{table.strip('[]')}` is not a table" in what
    assert remedy == f"did you mean `{header}`?"


def test_a_level_that_there_is_not_is_said_of_its_table(tmp_path: Path) -> None:
    text = BASE.replace("\n\n", '\n\n[playbook.check]\ntoo-long = "none"\n\n', 1)
    *_, what, remedy = only_problem(load_text(tmp_path, text))
    assert what == '`too-long` of [playbook.check] cannot be the text "none"'
    assert remedy == 'did you mean "note"?'


def test_ids_of_objections_appear_once_in_a_clause(tmp_path: Path) -> None:
    again = '\n[[clause.objection]]\nid = "improves"\nkind = "cost"\n'
    text = HEADER + TRAINING + again
    line, _, code, what, _ = only_problem(load_text(tmp_path, text))
    assert code == "duplicate-id"
    assert (line, 6) == at(text, '"improves"', 2)
    assert "objection `improves` of clause `data.training`" in what


def test_two_headers(tmp_path: Path) -> None:
    write(tmp_path, "pb/playbook.toml", HEADER)
    write(tmp_path, "pb/a.toml", HEADER)
    line, column, code, what, _ = only_problem(load(tmp_path / "pb"))
    assert (line, column, code) == (1, 1, "duplicate-table")
    assert "already in playbook.toml" in what


def test_keys_that_begin_with_x_are_free_everywhere(tmp_path: Path) -> None:
    text = "x_a = 1\n" + BASE.replace("value = 90", "value = 90\nx_b = { c = [1] }").replace(
        "[words]", "[words]\nx_c = 1"
    )
    assert load_text(tmp_path, text).problems == ()


def test_a_clause_with_an_error_is_left_out_whole(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, BASE.replace('approver = "legal"', 'aprover = "legal"'))
    assert loaded.playbook is not None
    # Without its approver the fallback would look free to offer.
    assert list(loaded.playbook.clauses) == ["data.retention"]
    assert len(loaded.errors) == 1


def test_an_objection_with_an_error_is_left_out_alone(tmp_path: Path) -> None:
    more = '\n[[clause.objection]]\nid = "second"\nkind = "cost"\nheard = ["it costs"]\n'
    text = HEADER + TRAINING.replace('kind = "policy"', 'kind = "polcy"') + more
    loaded = load_text(tmp_path, text)
    assert loaded.playbook is not None
    clause = loaded.playbook.clauses["data.training"]
    assert [objection.id for objection in clause.objection] == ["second"]
    path, line, column = loaded.origin.of("data.training", "objection", 0, "heard", 0)
    assert (path.name, line, column) == ("p.toml", *at(text, '"it costs"'))


def test_a_broken_file_of_a_folder_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    write(tmp_path, "pb/playbook.toml", HEADER)
    write(tmp_path, "pb/a.toml", TRAINING)
    write(tmp_path, "pb/b.toml", "[[clause]\n")
    (tmp_path / "pb" / "c.toml").mkdir()
    loaded = load(tmp_path / "pb")
    assert [(Path(p.source).name, p.code) for p in loaded.problems] == [
        ("b.toml", "toml-syntax"),
        ("c.toml", "not-a-file"),
    ]
    assert loaded.playbook is not None
    assert list(loaded.playbook.clauses) == ["data.training"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "no-header"), ("[playbook", "toml-syntax"), ("[playbook]", "missing-key"),
     ("playbook = 5", "wrong-type"), ('[playbook]\nname = "x"\nid = 5', "wrong-type")],
)  # fmt: skip
def test_without_a_header_there_is_no_playbook(tmp_path: Path, text: str, code: str) -> None:
    loaded = load_text(tmp_path, text)
    assert loaded.playbook is None
    assert loaded.digest == ""
    assert code in {problem.code for problem in loaded.problems}


def test_a_playbook_that_is_not_there(tmp_path: Path) -> None:
    loaded = load(tmp_path / "none")
    assert loaded.playbook is None
    assert only_problem(loaded)[2] == "missing-file"


def test_no_more_problems_are_listed_than_anyone_reads(tmp_path: Path) -> None:
    bad = '[[floor]]\nid = "f{}"\nstatement = 1\n'
    text = HEADER + "".join(bad.format(n) for n in range(MAX_PROBLEMS * 2))
    loaded = load_text(tmp_path, text)
    assert len(loaded.problems) == MAX_PROBLEMS + 1
    assert loaded.problems[-1].code == "more-problems"


def test_control_characters_never_come_out_raw(tmp_path: Path) -> None:
    text = (
        HEADER + '"\\u001b[31mkey" = 1\n[[floor]]\nid = "\\u001b]52;c;x\\u0007"\nstatement = "x"\n'
    )
    loaded = load_text(tmp_path, text)
    assert len(loaded.problems) == 2
    assert all(str(problem).isprintable() for problem in loaded.problems)
    assert "\\x1b" in loaded.problems[0].what


def test_no_text_of_a_playbook_reaches_a_terminal_as_it_stands(tmp_path: Path) -> None:
    hidden = "\\u001b[2J\\u202e"
    text = BASE.replace('owner = "legal"', f'owner = "legal"\nsources = ["{hidden}"]', 1)
    text = text.replace('["reference"]', f'["reference", "{hidden}"]', 1)
    for table in ("question", "emphasis", "fact"):
        text = text.replace(f"[[{table}]]\n", f'[[{table}]]\nsource = "{hidden}"\n', 1)
    text += f'\n[[tactic]]\nid = "t"\ntitle = "T"\nwhen = "w"\nsay = "s"\nsource = "{hidden}"\n'
    playbook = load(write(tmp_path, "p.toml", text)).playbook
    assert playbook is not None
    clause = playbook.clauses["data.training"]
    shown = "\\x1b[2J\\u202e"
    assert clause.sources == (shown,)
    assert clause.trade_for == ("reference", shown)
    named = (playbook.question[0], playbook.emphasis[0], playbook.fact[0], playbook.tactic[0])
    assert [each.source for each in named] == [shown] * 4
