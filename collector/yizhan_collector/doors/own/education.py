"""Courses taken on the person's own page or at the kiosk, step by step, and service to choose."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from yizhan_collector.doors import lessons
from yizhan_collector.doors.access import Now, Standing, Tx
from yizhan_collector.doors.office.courses import played
from yizhan_collector.doors.office.offers import EducationOf, OfferItem, summary
from yizhan_collector.doors.own.access import Myself
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.education import classes, courses, offers
from yizhan_collector.rooms.education.model import Progress, Step

router = APIRouter()


class OwnCourses(BaseModel):
    """What may be taken and what was done. Nobody must reach a number of hours."""

    open: list[lessons.CourseBrief]
    suggested: list[UUID] = Field(description="Courses that make up for a missed class.")
    done: EducationOf


class Lesson(BaseModel):
    """The step to take next; none when the course is finished."""

    course: UUID
    title: str
    minutes: int
    steps: int
    at_step: int
    step: lessons.Asked | None
    done: bool


class Answer(BaseModel):
    """The step that was taken, and the answer when it was a question."""

    step: Annotated[int, Field(ge=0, le=200)]
    choice: Annotated[int | None, Field(ge=0, le=10)] = None


class Answered(Lesson):
    """What came of it and what is next."""

    right: bool
    why: str = Field(description="The explanation after a question.")
    credited: bool


@router.get("/courses", responses=errors(401, 403))
def own_courses(me: Myself, tx: Tx) -> OwnCourses:
    """My courses, classes and service."""
    found = courses.open_for(tx, me.person)
    missed = {one.make_up for one in classes.of_person(tx, me.person) if one.missed}
    briefs = []
    for course, progress in found:
        version = progress.version if progress else course.version
        briefs.append(
            lessons.CourseBrief(
                id=course.id,
                title=course.title,
                minutes=course.minutes,
                steps=len(courses.steps_of(tx, course.id, version)),
                at_step=progress.at_step if progress else 0,
                begun=progress is not None,
                done=progress is not None and progress.done_at is not None,
            )
        )
    open_ids = {one.id for one in briefs if not one.done}
    suggested = sorted(one for one in missed if one in open_ids)
    return OwnCourses(open=briefs, suggested=suggested, done=summary(tx, me.person))


@router.post("/courses/{course}", responses=errors(401, 403, 404))
def own_course(course: UUID, me: Myself, tx: Tx, now: Now) -> Lesson:
    """Begin a course or go on where I stopped, on whatever machine."""
    progress, steps = courses.begin(tx, me.person, course, now)
    return Lesson.model_validate(_lesson(tx, progress, steps))


@router.post("/courses/{course}/steps", responses=errors(400, 401, 403, 404, 409, 413))
def own_take_step(course: UUID, given: Answer, me: Myself, tx: Tx, now: Now) -> Answered:
    """Take a step; a wrong answer may be tried again."""
    taken = courses.take(tx, me.person, course, given.step, given.choice, now)
    steps = courses.steps_of(tx, course, taken.progress.version)
    rest = {"right": taken.right, "why": taken.why, "credited": taken.credited}
    return Answered.model_validate(_lesson(tx, taken.progress, steps) | rest)


@router.get("/media/{sha256}", response_class=FileResponse, responses=errors(401, 403, 404))
def own_media(sha256: lessons.Sha256, me: Myself, tx: Tx, house: Standing) -> FileResponse:
    """A recording; parts of it by range."""
    return played(tx, house, sha256)


@router.get("/offers", responses=errors(401, 403))
def own_offers(me: Myself, tx: Tx, now: Now) -> list[OfferItem]:
    """Service I may choose from today on; nobody must."""
    found, _ = offers.page(tx, legal_day(now), 50, 0)
    return [OfferItem.model_validate(one, from_attributes=True) for one in found]


@router.post("/offers/{offer}/join", responses=errors(401, 403, 404, 409))
def own_join_offer(offer: UUID, me: Myself, tx: Tx, now: Now) -> list[OfferItem]:
    """Choose a service."""
    offers.join(tx, offer, me.person, "person", now)
    return own_offers(me, tx, now)


def _lesson(tx: Tx, progress: Progress, steps: list[Step]) -> dict[str, object]:
    course = courses.get(tx, progress.course)
    done = progress.at_step >= len(steps)
    return {
        "course": course.id,
        "title": course.title,
        "minutes": course.minutes,
        "steps": len(steps),
        "at_step": progress.at_step,
        "step": None if done else lessons.asked(steps[progress.at_step]),
        "done": done,
    }
