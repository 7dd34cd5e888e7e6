"""Spreadsheets made by hand: what becomes of them, and what is said of those that are wrong."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.playbook.exchange.columns import columns
from negotiator.playbook.exchange.csv_import import flaw_in, from_csv
from negotiator.playbook.exchange.draft import Draft
from negotiator.playbook.load import judged
from negotiator.playbook.model import Clause, Playbook

HAND_MADE = """\
Contract playbook;;;;;;;;;
as of March;;;;;;;;;
Category;Clause Name;Standard Position;Fallback #1;2nd fallback;Walk away;Approval;Reason;\
Vendor objection;Our response;Jurisdiction
Liability;Limitation of Liability;"A cap of 24 months' fees.
No cap for data breaches.";A cap of 18 months' fees.;A cap of 12 months' fees.;\
Below 12 months of fees;General Counsel;Our customers claim from us;\
Nobody gets an uncapped indemnity;\
Which number would your insurer cover?;UK
;;;;;;;;Our investors won't allow it;What is the limit of your policy?;
Data;Retention;"'-30 days, then deletion.";;;;legal;;;;
"""


def read(text: str) -> Draft:
    """The draft of a sheet with which nothing is wrong."""
    found = from_csv(Path("hand-made.csv"), text, "hand-made", "Hand made")
    assert not isinstance(found, list), list(map(str, found))
    return found[0]


def playbook_of(text: str) -> Playbook:
    """The playbook in a sheet, whole."""
    loaded = judged(read(text).source)
    assert loaded.problems == ()
    assert loaded.playbook is not None
    return loaded.playbook


def clause_of(text: str) -> Clause:
    """The only clause of a sheet."""
    (clause,) = playbook_of(text).clause
    return clause


def flaws(text: str) -> list[str]:
    """All that is wrong with a sheet: what its reader finds, or else what the model finds."""
    found = from_csv(Path("hand-made.csv"), text, "hand-made", "Hand made")
    if isinstance(found, list):
        return list(map(str, found))
    draft, sheet = found
    return [str(flaw_in(sheet, problem)) for problem in judged(draft.source).problems]


def test_a_sheet_made_by_hand() -> None:
    playbook = playbook_of(HAND_MADE)
    liability, retention = playbook.clause
    assert liability.id == "liability.limitation-of-liability"
    assert liability.title == "Limitation of Liability"
    assert liability.why == "Our customers claim from us"
    assert [(name, each.say) for name, each in liability.ladder.items()][:3] == [
        ("target", "A cap of 24 months' fees.\nNo cap for data breaches."),
        ("fallback-1", "A cap of 18 months' fees."),
        ("fallback-2", "A cap of 12 months' fees."),
    ]
    assert liability.ladder["walk-away"].label == "Below 12 months of fees"
    assert [each.approver for each in liability.position] == [
        None,
        "general-counsel",
        "general-counsel",
        None,
    ]
    assert [(each.id, each.name) for each in playbook.approver] == [
        ("general-counsel", "General Counsel")
    ]
    first, second = liability.objection
    assert first.heard == ("Nobody gets an uncapped indemnity",)
    assert [each.say for each in first.counter] == ["Which number would your insurer cover?"]
    assert second.id == "our-investors-won-t-allow-it"
    assert retention.id == "data.retention"
    assert retention.ladder["target"].say == "-30 days, then deletion."


def test_what_was_left_out_or_assumed_is_told() -> None:
    draft = read(HAND_MADE)
    assert draft.lost[0].startswith("column K (Jurisdiction): cells: 1")
    assert draft.to_do == (
        "objections whose kind is not in the sheet, taken as policy: 2",
        "counters whose step is not in the sheet, taken as reframe: 2",
        "approvers made of the names in the sheet: general-counsel",
        "approver “legal” of data.retention has no fallback to agree to: name the rung",
    )


def test_an_approver_who_may_be_another_misspelt_is_told() -> None:
    draft = read(
        "clause,standard position,fallback 1,fallback 1 approver,fallback 2,fallback 2 approver\n"
        "Caps,Two times,One and a half,The COO [coo],One,The CFO [cfo]\n"
        "Retention,Thirty days,Forty days,The COO [coo],Fifty days,legla\n"
        "Deletion,Thirty days,Forty days,coe,Fifty days,Legal lead\n"
    )
    assert draft.to_do == (
        "approvers made of the names in the sheet: coo, cfo, legla, coe, legal-lead",
        "row 3, column F (fallback 2 approver): “legla” became an approver of its own; "
        "did you mean `legal`?",
        "row 4, column D (fallback 1 approver): “coe” became an approver of its own; "
        "did you mean `coo`?",
    )


def test_a_slip_in_a_heading_is_told() -> None:
    draft = read("clause,standrad position\nRetention,Thirty days\n")
    assert draft.to_do == ("row 1, column B (standrad position) was read as `standard position`",)


def test_a_limit_in_a_sentence_is_no_label() -> None:
    sentence = "We leave the table where they want to keep what our customers wrote for a year."
    clause = clause_of(f"clause,walk away\nRetention,{sentence}\n")
    assert clause.ladder["walk-away"].say == sentence
    assert clause.ladder["walk-away"].label == ""


def test_a_title_names_the_clause_where_nothing_else_does() -> None:
    clause = clause_of("Name,Our position\nData retention,Thirty days\n")
    assert (clause.id, clause.title) == ("hand-made.data-retention", "Data retention")


def test_what_people_write_for_nothing() -> None:
    clause = clause_of(
        "clause,position,fallback 1,fallback 2,fallback 1 approver,approver,walk away\n"
        "Retention,Thirty days,Sixty days,-,N/A,None,-\n"
    )
    assert list(clause.ladder) == ["target", "fallback-1"]
    assert clause.ladder["fallback-1"].approver is None


def test_one_priority_is_that_of_all_tiers() -> None:
    clause = clause_of("clause,position,priority\nRetention,Thirty days,Must have\n")
    assert len(clause.priority) == 4
    assert set(map(str, clause.priority.values())) == {"must-have"}


def test_several_objections_in_one_row() -> None:
    clause = clause_of(
        "clause,position,Objection 1,Response 1,Objection 2,Response 2\n"
        "Retention,Thirty days,We log it all,Which logs?,It is on tape,Which tape?\n"
    )
    assert [(each.heard[0], each.counter[0].say) for each in clause.objection] == [
        ("We log it all", "Which logs?"),
        ("It is on tape", "Which tape?"),
    ]


def test_names_in_any_script_and_twice_the_same_letters() -> None:
    playbook = playbook_of("clause,position\nA & B,one\nA/B,two\nГарантия,three\na & b,\n")
    assert list(playbook.clauses) == ["hand-made.a-b", "hand-made.a-b-2", "hand-made.clause"]


def test_nothing_can_act_on_a_terminal() -> None:
    clause = clause_of('clause,position\nRetention,"\x1b[31mred\u202e"\n')
    assert clause.position[0].say == "\\x1b[31mred\\u202e"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file: it is empty; write a row of headings"),
        ("\n\n\n", "no column names the clause; write `clause` over the one that does"),
        ("a,b\n1,2\n", "row 1: no column holds a position; write `standard position`"),
        ("clause,position\n", "row 2: there is no clause below the headings"),
        ("clause,position\n,Thirty days\n", "row 2: this row is about no clause"),
        (
            "clause,position,our position\nRetention,Thirty,Sixty\n",
            "row 1, column C (our position): this and column B are both `standard position`",
        ),
        (
            "clause,position,rationale\nRetention,Thirty,x\nRetention,,y\n",
            "row 3, column C (rationale): row 2 says “x” in this column already; leave this cell",
        ),
        (
            "clause,position,counter\nRetention,Thirty days,Which?\n",
            "row 2, column C (counter): there is no objection for this counter",
        ),
        (
            "clause,position,standard position value\n\nRetention,Thirty days,30 days\n",
            "row 3, column C (standard position value): `value` of clause `hand-made.retention` "
            'must be a number, and is the text "30 days"; write digits alone: 12 or 99.5',
        ),
        (
            "clause,position,core\nRetention,Thirty days,perhaps\n",
            "column C (core): `core` of clause `hand-made.retention` must be true or false, and "
            'is the text "perhaps"; write yes or no',
        ),
        (
            "clause,position,owner\nRetention,Thirty days,Finance\n",
            "column C (owner): `owner` of clause `hand-made.retention` cannot be",
        ),
        (
            "clause,position,metric\nRetention,Thirty days,notice\n",
            "column C (metric): `unit` of clause `hand-made.retention` is missing; fill in that",
        ),
        (
            f"clause,position,standard position label\nRetention,Thirty,{'x' * 61}\n",
            "column C (standard position label): `label` of clause `hand-made.retention` is "
            "longer than 60 characters; shorten it",
        ),
        (
            "clause,position,rationale\nRetention,Thirty days,\nTraining,,Because\n",
            "row 3, column A (clause): `position` of clause `hand-made.training` is empty; "
            "write its standard position, a fallback or its walk-away",
        ),
        (
            'clause,position\nRetention,"Thirty days\n',
            "row 2: a quotation mark is opened and never closed; close the text",
        ),
        (
            'clause,position\nRetention,"Thirty" days\n',
            "row 2: this is not CSV",
        ),
        (f"clause,position\nRetention,{'x' * 1_000_001}\n", "row 2: a cell holds more text than"),
        (f"clause,position\nRetention,{',' * 500}\n", "more than 20,000 rows or 400 columns"),
        ("clause,position\n" + "a.b,c\n" * 20_000, "more than 20,000 rows or 400 columns"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(text: str, told: str) -> None:
    found = flaws(text)
    assert any(told in flaw for flaw in found), found


def test_columns_beyond_z() -> None:
    wide = ",".join(["clause", "position", *["" for _ in range(30)], "core"])
    (flaw,) = flaws(f"{wide}\nRetention,Thirty days,{',' * 30}perhaps\n")
    assert flaw.startswith("row 2, column AG (core): ")


NAMES = [column.name for column in columns(2)]
cells = st.one_of(st.text(max_size=12), st.sampled_from(["a.b", "A b", "yes", "12", "legal", ""]))


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(NAMES) | st.text(max_size=8), min_size=1, max_size=8),
    st.lists(st.lists(cells, max_size=9), max_size=5),
)
def test_whatever_stands_in_it_is_a_playbook_or_named(
    headings: list[str], rows: list[list[str]]
) -> None:
    text = StringIO()
    csv.writer(text).writerows([["clause", "standard position", *headings], *rows])
    assert all(flaw.startswith(("row ", "the file")) for flaw in flaws(text.getvalue()))


@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    assert all(flaw.startswith(("row ", "the file")) for flaw in flaws(text))
