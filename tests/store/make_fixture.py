"""Makes the database that tests/store/test_upgrade.py opens in every later version.

    python -m tests.store.make_fixture

Run once for each version of the schema, before the next migration is written; it refuses to write
over what is there. Beside `v1.sqlite` it writes `v1.json`, the same record as text. Each was made
by the program of its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import BaseModel

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody, Landed, Match
from negotiator.deal.deal import Deal, Session, SessionKind
from negotiator.deal.entry import Entry
from negotiator.deal.preparation import Participant, Preparation, Side
from negotiator.deal.profile import Data, Hosting, Profile, Sourcing
from negotiator.deal.term import Term
from negotiator.playbook.model import RiskTier
from negotiator.store import Store
from negotiator.store.migrations import MIGRATIONS

FIXTURES = Path(__file__).parent / "fixtures"
PARIS = timezone(timedelta(hours=1))
TEN = datetime(2026, 11, 21, 10, tzinfo=PARIS)
REGULATED = Profile(risk_tier=RiskTier.REGULATED, hosting=Hosting.ON_PREMISE, data=Data.SPECIAL)


class Record(BaseModel):
    """What is in a fixture."""

    deals: list[Deal]
    editions: dict[str, str]
    sessions: dict[str, list[Session]]
    entries: dict[str, tuple[Entry, ...]]


def known_id(name: str) -> UUID:
    """The same id at every run."""
    return uuid5(NAMESPACE_URL, name)


def bodies() -> Iterator[tuple[str | None, AnyBody]]:
    """Every kind of entry, most of them in a likely order."""
    pinning, exit_, training = "model.version-pinning", "exit.assistance", "data.training"
    match = Match(objection="one-fleet", phrase="we roll every customer forward", score=0.91)
    yield pinning, b.Raised(words="Which versions did you retire last year?")
    yield pinning, b.Heard(words="we roll everyone fwd, 6 months at best", match=match, value=6)
    yield pinning, b.Countered(objection="one-fleet", step=0, words="Which part can't you do?")
    yield pinning, b.Countered(objection="one-fleet", step=1, landed=Landed.NO)
    yield pinning, b.Refused(words="not for one account")
    yield pinning, b.Escalated(approver="engineering", rung="fallback-1")
    yield pinning, b.Approved(approver="engineering", rung="fallback-1", words="with staging")
    yield pinning, b.Traded(give="a reference call", get="60 days in staging")
    yield pinning, b.Constraint(hardness=b.Hardness.INCONVENIENT, words="it is a lot of GPUs")
    yield pinning, b.Offered(rung="fallback-1", words="Twelve months works.")
    yield pinning, b.Agreed(rung="fallback-1", value=12.5)
    yield pinning, b.ReadBack()
    yield pinning, b.Papered(document="Order form", section="Service description")
    yield exit_, b.Heard(words="l'export est gratuit · 数据导出 🙂 \0 \x1b[31m")
    yield exit_, b.Promised(words="we always help customers leave")
    yield exit_, b.Deferred(owner="their legal", due=date(2026, 12, 1), words="need to check")
    yield exit_, b.EvidenceAsked(words="an export of a test tenant")
    yield exit_, b.EvidenceReceived(words="a zip file")
    yield training, b.Parked(words="after lunch")
    yield training, b.Waived(words="no content of ours is sent", approver="cto")
    yield None, b.Heard(words="how is the weather over there")
    yield None, b.Task(words="send the DPA", owner="Ana", due=date(2026, 11, 30))
    yield None, b.Note(words="she decides, he does not")
    yield None, b.Profiled(profile=REGULATED)
    yield None, b.EditionTaken(edition="2" * 64, version="1.1.0")
    yield pinning, b.Observation(words="silent model change", value=1)
    promise, task = known_id("entry 14"), known_id("entry 21")
    yield exit_, b.PromiseAmended(promise=promise, verbatim=True, condition="if you sign by Friday")
    yield exit_, b.ReadBack(promise=promise)
    yield exit_, b.Papered(document="SOW", section="4.2", promise=promise)
    yield exit_, b.Waived(words="we can export by ourselves", approver="cto", promise=promise)
    yield pinning, b.Traded(give="a longer term", rung="fallback-2")
    yield pinning, b.Traded(get="a named engineer", answers=known_id("entry 31"))
    yield None, b.Precedence(documents=("Order form", "DPA", "MSA"))
    yield None, b.SignedOff(function="legal", words="by mail")
    yield None, b.Answered(question="exit", words="in two months, we tried")
    yield None, b.TaskDone(task=task)
    yield (
        None,
        b.Prepared(
            preparation=Preparation(
                batna="stay where we are",
                deadline=date(2026, 12, 31),
                competing="Corvid, second round",
                agenda=("training", "retention"),
                participants=(Participant(side=Side.THEIRS, name="Dana Ruiz", role="account"),),
            )
        ),
    )
    yield None, b.Contracted(term=Term(ends=date(2027, 11, 20), notice=60, place="DE-BY"))
    yield None, b.Rolled(words="as agreed")
    yield None, b.NoticeGiven(on=date(2028, 8, 1))
    yield pinning, b.Unlearned(entry=known_id("entry 1"))
    yield exit_, b.Refused(words="said in anger", final=True)


def record() -> Record:
    """Two deals, one following the other, and a third in which nothing happened."""
    edition, newer = "1" * 64, "2" * 64
    first = Deal(
        id=known_id("first"),
        vendor="Acme AI",
        title="Enterprise API",
        profile=Profile(sourcing=Sourcing.PARTNER),
        playbook="llm-vendor",
        edition=edition,
        created=TEN,
    )
    second = Deal(
        id=known_id("second"),
        vendor="Acme AI",
        title="Enterprise API, renewal",
        playbook="llm-vendor",
        edition=newer,
        created=TEN + timedelta(days=365),
        follows=first.id,
    )
    quiet = Deal(
        id=known_id("quiet"),
        vendor="Łódź Søftware 🙂",
        title="Nothing yet",
        playbook="llm-vendor",
        edition=edition,
        created=datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
    )
    call = Session(
        id=known_id("call"),
        deal=first.id,
        started=TEN,
        ended=TEN + timedelta(minutes=50),
        author="ana",
    )
    mail = Session(
        id=known_id("mail"),
        deal=first.id,
        kind=SessionKind.EMAIL,
        started=TEN + timedelta(days=1),
        planned_minutes=15,
        author="ben",
    )
    review = Session(
        id=known_id("review"),
        deal=second.id,
        kind=SessionKind.REVIEW,
        started=second.created + timedelta(hours=1),
    )
    told = [
        Entry(
            id=known_id(f"entry {number}"),
            session=(call if number < 12 else mail).id,
            clause=clause,
            author="ana",
            at=TEN + timedelta(minutes=number, microseconds=number),
            body=body,
        )
        for number, (clause, body) in enumerate(bodies())
    ]
    undo = Entry(
        id=known_id("undo"),
        session=mail.id,
        author="ben",
        at=TEN + timedelta(days=1, minutes=3),
        body=b.Retracted(entry=told[-1].id),
    )
    again = Entry(
        id=known_id("again"),
        session=review.id,
        clause="model.version-pinning",
        at=review.started,
        body=b.Raised(),
    )
    return Record(
        deals=[first, quiet, second],
        editions={edition: '{"playbook": {"id": "llm-vendor"}}', newer: "{}"},
        sessions={str(first.id): [call, mail], str(second.id): [review], str(quiet.id): []},
        entries={str(first.id): (*told, undo), str(second.id): (again,), str(quiet.id): ()},
    )


def main() -> None:
    """Write the fixture of the present version."""
    path = FIXTURES / f"v{len(MIGRATIONS)}.sqlite"
    if path.exists():
        raise SystemExit(f"{path} is there already, and is never to change.")
    made = record()
    with Store.open(path) as store:
        for deal in made.deals:
            store.add_deal(deal, version="1.0.0", text=made.editions[deal.edition])
            for digest, text in made.editions.items():
                store.add_edition(digest, playbook=deal.playbook, version="1.0.0", text=text)
            for session in made.sessions[str(deal.id)]:
                store.start_session(session)
            for entry in made.entries[str(deal.id)]:
                store.append(deal.id, [entry])
    path.chmod(0o644)
    path.with_suffix(".json").write_text(made.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
