"""What hypothesis draws from: texts, bodies, and whole histories of a deal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody, Landed, Match
from negotiator.deal.entry import Entry
from negotiator.deal.preparation import Authority, Participant, Preparation, Side
from negotiator.deal.profile import Data, Hosting, Layer, Profile, Sourcing
from negotiator.deal.term import Method, Renewal, Term, Unit
from negotiator.playbook.model import RiskTier

CLAUSES = ("data.training", "model.version-pinning", "exit.assistance")
RUNGS = ("opening", "target", "fallback-1", "walk-away")
SESSION = UUID(int=1)
EDITIONS = ("1" * 64, "2" * 64)

words = st.text(max_size=30)
names = st.text(max_size=10)
rungs = st.sampled_from(RUNGS)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
numbers = st.floats()
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
times = st.datetimes(
    min_value=datetime(2000, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.one_of(st.just(UTC), offsets),
)
profiles = st.builds(
    Profile,
    risk_tier=st.sampled_from(RiskTier),
    hosting=st.sampled_from(Hosting),
    layer=st.sampled_from(Layer),
    sourcing=st.sampled_from(Sourcing),
    data=st.sampled_from(Data),
)
matches = st.builds(
    Match,
    objection=st.none() | names,
    phrase=words,
    score=st.floats(0, 1),
    corrected=st.booleans(),
)
terms = st.builds(
    Term,
    ends=days,
    renewal=st.sampled_from(Renewal),
    renews_for=st.integers(1, 36),
    notice=st.integers(0, 200),
    unit=st.sampled_from(Unit),
    clear=st.booleans(),
    method=st.sampled_from(Method),
    price=words,
    uplift_cap=st.none() | st.floats(0, 100),
    owner=names,
)
participants = st.builds(
    Participant,
    side=st.sampled_from(Side),
    name=names,
    role=names,
    authority=st.sampled_from(Authority),
)
preparations = st.builds(
    Preparation,
    batna=words,
    deadline=st.none() | days,
    deadline_why=words,
    competing=words,
    pilot=words,
    commitment=words,
    participants=st.lists(participants, max_size=3).map(tuple),
    agenda=st.lists(words, max_size=3).map(tuple),
    planned_minutes=st.none() | st.integers(1, 1440),
)
ids = st.integers(0, 20).map(lambda number: entry_id(number))
promises = st.none() | ids
bodies: st.SearchStrategy[AnyBody] = st.one_of(
    st.builds(b.Heard, words=words, match=st.none() | matches, value=st.none() | numbers),
    st.builds(b.Raised, words=words),
    st.builds(
        b.Countered,
        objection=names,
        step=st.integers(0, 5),
        words=words,
        landed=st.sampled_from(Landed),
    ),
    st.builds(b.Offered, rung=rungs, words=words),
    st.builds(b.Agreed, rung=rungs, words=words, value=st.none() | numbers),
    st.builds(b.Refused, words=words, final=st.booleans()),
    st.builds(b.Parked, words=words),
    st.builds(b.Deferred, owner=names, due=st.none() | days, words=words),
    st.builds(b.Escalated, approver=names, rung=st.none() | rungs, words=words),
    st.builds(b.Approved, approver=names, rung=st.none() | rungs, words=words),
    st.builds(
        b.Traded,
        give=words,
        get=words,
        rung=st.none() | rungs,
        free=st.booleans(),
        answers=st.none() | st.uuids(),
    ),
    st.builds(b.Constraint, hardness=st.sampled_from(b.Hardness), words=words),
    st.builds(b.Waived, words=words, approver=names),
    st.builds(b.Promised, words=words),
    st.builds(b.ReadBack, words=words),
    st.builds(b.Papered, document=names, section=names),
    st.builds(b.EvidenceAsked, words=words),
    st.builds(b.EvidenceReceived, words=words),
    st.builds(b.Task, words=words, owner=names, due=st.none() | days, told=st.booleans()),
    st.builds(b.Traded, give=words, get=words),
    st.builds(b.Waived, words=words, approver=names, promise=promises),
    st.builds(b.Promised, words=words, verbatim=st.booleans(), condition=words),
    st.builds(
        b.PromiseAmended,
        promise=ids,
        verbatim=st.none() | st.booleans(),
        condition=st.none() | words,
    ),
    st.builds(b.ReadBack, words=words, promise=promises),
    st.builds(b.Papered, document=names, section=names, promise=promises),
    st.builds(b.Precedence, documents=st.lists(names, max_size=3).map(tuple)),
    st.builds(b.SignedOff, function=names, words=words, given=st.booleans()),
    st.builds(b.Answered, question=names, words=words),
    st.builds(b.EvidenceAsked, words=words),
    st.builds(b.EvidenceReceived, words=words),
    st.builds(b.Task, words=words, owner=names, due=st.none() | days),
    st.builds(b.TaskDone, task=ids),
    st.builds(b.Note, words=words),
    st.builds(b.Observation, words=words, value=st.none() | numbers),
    st.builds(b.Contracted, term=terms),
    st.builds(b.Rolled, words=words),
    st.builds(b.NoticeGiven, on=days, words=words),
    st.builds(b.Profiled, profile=profiles, words=words),
    st.builds(b.Prepared, preparation=preparations),
    st.builds(b.EditionTaken, edition=st.sampled_from(EDITIONS), version=names),
    st.builds(b.Unlearned, entry=st.uuids()),
)


def entry_id(number: int) -> UUID:
    """The id of the entry that a history's draw of that number makes."""
    return UUID(int=1000 + number)


@st.composite
def histories(draw: st.DrawFn, max_size: int = 20) -> list[Entry]:
    """Entries of a deal: retractions of anything, at any time, and entries that come twice."""
    history: list[Entry] = []
    for number in range(draw(st.integers(0, max_size))):
        if history and draw(st.integers(0, 9)) == 0:
            history.append(draw(st.sampled_from(history)))
            continue
        retracted = st.integers(0, max_size).map(lambda n: b.Retracted(entry=entry_id(n)))
        history.append(
            Entry(
                id=entry_id(number),
                session=SESSION,
                clause=draw(st.none() | st.sampled_from(CLAUSES)),
                author=draw(names),
                at=draw(times),
                body=draw(st.one_of(bodies, bodies, bodies, retracted)),
            )
        )
    return history
