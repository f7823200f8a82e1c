"""The steps of a measure: decided, told, answered by the organ asked; objections and answers."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from yizhan_collector.doors.access import Now, Tx, able
from yizhan_collector.doors.conduct_shapes import NewObjection, Onwards, Said
from yizhan_collector.doors.office.opening import opened
from yizhan_collector.doors.office.sanction_shapes import Whole, done, owned
from yizhan_collector.doors.problems import errors
from yizhan_collector.rooms.conduct import objections, service
from yizhan_collector.rooms.conduct.model import Result
from yizhan_collector.rooms.conduct.objections import Answer
from yizhan_collector.rooms.conduct.service import Outcome, Told
from yizhan_collector.rooms.papers.model import Served, Way
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.requests.model import Verdict
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/conduct/sanctions/{sanction}", tags=["conduct"])
Changer = Annotated[Staff, Depends(able("change_people"))]
County = Annotated[Staff, Depends(able("decide_county"))]


class Decision(BaseModel):
    """The decision, with reasons either way."""

    granted: bool
    reasons: Said


class Notice(BaseModel):
    """How the person was told."""

    on: date
    how: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]
    way: Way = "direct"
    place: Annotated[str, Field(max_length=200)] = ""
    proof: Annotated[str, Field(max_length=200)] = ""
    refused: bool = False
    witness: Annotated[str, Field(max_length=60)] = ""


class OutcomeGiven(BaseModel):
    """What the police, the court or the deciding organ did."""

    outcome: Literal["granted", "refused"]
    on: date
    document: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class AnswerGiven(BaseModel):
    """The answer to an objection."""

    outcome: Result
    findings: Said
    changed_to: Annotated[str, Field(max_length=4000)] = ""


@router.post(
    "/decide",
    name="decide_measure",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def decide_measure(sanction: UUID, given: Decision, staff: County, tx: Tx, now: Now) -> Whole:
    """Decide on somebody else's proposal; a grant issues the paper."""
    opened(tx, staff, owned(tx, staff, sanction).person, now)
    service.decide(tx, sanction, Verdict(given.granted, given.reasons), staff, now)
    return done(tx, sanction, staff, now, "decide_measure")


@router.post(
    "/withdraw",
    name="withdraw_measure",
    responses=errors(401, 403, 404, 409),
)
def withdraw_measure(sanction: UUID, staff: Changer, tx: Tx, now: Now) -> Whole:
    """Take the own proposal back."""
    opened(tx, staff, owned(tx, staff, sanction).person, now)
    service.withdraw(tx, sanction, staff, now)
    return done(tx, sanction, staff, now, "withdraw_measure")


@router.post(
    "/tell",
    name="tell_measure",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def tell_measure(sanction: UUID, given: Notice, staff: Changer, tx: Tx, now: Now) -> Whole:
    """Write down how the person was told; only then is the measure in force."""
    one = owned(tx, staff, sanction)
    opened(tx, staff, one.person, now)
    served = Served(
        given.way, people.get(tx, one.person).name, given.on, given.place, given.proof,
        given.refused, given.witness,
    )  # fmt: skip
    service.tell(tx, sanction, Told(given.on, given.how.strip(), served), staff, now)
    return done(tx, sanction, staff, now, "tell_measure")


@router.post(
    "/outcome",
    name="measure_outcome",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def measure_outcome(sanction: UUID, given: OutcomeGiven, staff: County, tx: Tx, now: Now) -> Whole:
    """Write down what the police, the court or the deciding organ did."""
    opened(tx, staff, owned(tx, staff, sanction).person, now)
    service.close(tx, sanction, Outcome(**given.model_dump()), staff, now)
    return done(tx, sanction, staff, now, "measure_outcome")


@router.post(
    "/objection",
    status_code=201,
    name="write_objection",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def write_objection(sanction: UUID, given: NewObjection, staff: Changer, tx: Tx, now: Now) -> Whole:
    """Write down an objection that the person raises at the desk."""
    opened(tx, staff, owned(tx, staff, sanction).person, now)
    objections.object_to(tx, sanction, given.text, now, "desk", staff)
    return done(tx, sanction, staff, now, "object")


@router.post(
    "/answer",
    name="answer_objection",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def answer_objection(sanction: UUID, given: AnswerGiven, staff: County, tx: Tx, now: Now) -> Whole:
    """Answer an objection to somebody else's decision; what is not upheld falls."""
    opened(tx, staff, owned(tx, staff, sanction).person, now)
    objections.answer(tx, sanction, Answer(**given.model_dump()), staff, now)
    return done(tx, sanction, staff, now, "answer_objection")


@router.post(
    "/refer",
    name="refer_objection",
    responses=errors(400, 401, 403, 404, 409, 413, 422),
)
def refer_objection(sanction: UUID, given: Onwards, staff: Changer, tx: Tx, now: Now) -> Whole:
    """Take an answered objection on to the procuratorate, as the person asks."""
    opened(tx, staff, owned(tx, staff, sanction).person, now)
    objections.refer(tx, sanction, given.why, staff, now)
    return done(tx, sanction, staff, now, "refer_objection")
