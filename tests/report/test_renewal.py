"""The renewal brief as a document: a page first, the details behind it, internal on every page."""

from __future__ import annotations

from negotiator.deal import body as b
from negotiator.report.markdown import markdown
from negotiator.report.page import page as html
from negotiator.report.renewal import Around, brief, renewal_document
from tests.report.records import recorded
from tests.samples import PINNING, TRAINING


def test_the_brief_says_what_to_ask_first_and_why() -> None:
    record = recorded(
        (b.Agreed(rung="target"), PINNING),
        (b.Observation(words="moved in May", value=6), PINNING),
        (b.Promised(words="we mail first"), TRAINING),
    )
    dates = (("send notice by", "Thu 15 Apr 2027", "60 days before"),)
    around = Around(dates=dates, precedents=lambda clause: (f"Corvid: {clause} at 24",))
    found = brief(record, around)
    document = renewal_document(found, record)
    assert document.internal
    text = markdown(document)
    page = text.partition("## Details")[0]
    (ask,) = (each for each in found.asks if each.clause == PINNING)
    assert ask.aim.startswith(f"{ask.rung}: ")
    assert f". **{ask.title} → {ask.aim}**: broken" in page
    assert f"1. **{found.asks[0].title} → " in page
    assert 'class="new-page">Details' in html(document)
    assert "12 months short" in page
    assert "Thu 15 Apr 2027" in page
    assert "we mail first" in page
    assert f"{PINNING} at 24" in page, "what others agreed to is leverage"
    assert "Agreed elsewhere" in text
    assert [each.clause for each in found.carried] == [PINNING]
