"""Courses: written, published, withdrawn; and the recordings in them."""

import hashlib
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from yizhan_collector.doors import lessons
from yizhan_collector.doors.access import Now, Standing, Tx, able
from yizhan_collector.doors.problems import errors
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.education import courses
from yizhan_collector.rooms.education.model import LONGEST, Audience, Course, MediaKind, State
from yizhan_collector.rooms.staff.model import Staff

router = APIRouter(prefix="/education", tags=["education"])
Teacher = Annotated[Staff, Depends(able("educate"))]
TYPES: dict[str, MediaKind] = {
    "audio/mpeg": "audio",
    "audio/wav": "audio",
    "audio/ogg": "audio",
    "video/mp4": "video",
    "video/webm": "video",
}
CHUNK = 1 << 20


class NotARecording(Refused):
    """This is no recording a browser can play: send MP3, WAV, OGG, MP4 or WebM."""

    status = 422


class CourseItem(BaseModel):
    """A course in its newest version."""

    id: UUID
    title: str
    audience: Audience
    minutes: int
    state: State
    version: int
    made_at: datetime


class CourseRecord(CourseItem):
    """A course with its steps."""

    steps: list[lessons.Written]


class NewCourse(BaseModel):
    """A course or its next version."""

    title: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^\S(.*\S)?$")]
    audience: Audience
    minutes: Annotated[int, Field(ge=1, le=600, description="The stated length.")]
    steps: Annotated[list[lessons.Written], Field(min_length=1, max_length=LONGEST)]


class NewState(BaseModel):
    """Publish a course or withdraw it."""

    state: State


class Sent(BaseModel):
    """A recording that was sent."""

    media: str = Field(description="SHA-256 in hex; steps name it by this.")
    kind: MediaKind
    size: int = Field(description="Bytes.")


@router.get("/courses", responses=errors(401, 403))
def courses_listed(_: Teacher, tx: Tx) -> list[CourseItem]:
    """Every course, by title."""
    return [_item(one) for one in courses.all_of(tx)]


@router.post("/courses", status_code=201, responses=errors(400, 401, 403, 404, 413))
def write_course(given: NewCourse, staff: Teacher, tx: Tx, now: Now) -> CourseRecord:
    """Keep a new course as a draft."""
    made = courses.write(tx, _draft(given), staff.id, now)
    audit.recorded(tx, staff.id, "write_course", now, subject=str(made))
    return _record(tx, made)


@router.get("/courses/{course}", responses=errors(401, 403, 404))
def course(course: UUID, _: Teacher, tx: Tx) -> CourseRecord:
    """One course with its steps."""
    return _record(tx, course)


@router.put("/courses/{course}", responses=errors(400, 401, 403, 404, 413))
def rewrite_course(
    course: UUID, given: NewCourse, staff: Teacher, tx: Tx, now: Now
) -> CourseRecord:
    """Make the next version; who has begun goes on with the one begun."""
    courses.rewrite(tx, course, _draft(given), staff.id, now)
    audit.recorded(tx, staff.id, "write_course", now, subject=str(course))
    return _record(tx, course)


@router.post("/courses/{course}/state", responses=errors(400, 401, 403, 404, 413))
def set_course_state(
    course: UUID, given: NewState, staff: Teacher, tx: Tx, now: Now
) -> CourseRecord:
    """Publish or withdraw; a course without questions is not published."""
    courses.set_state(tx, course, given.state)
    audit.recorded(tx, staff.id, "publish_course", now, subject=f"{course} {given.state}")
    return _record(tx, course)


@router.post("/media", status_code=201, responses=errors(400, 401, 403, 413))
def send_media(file: UploadFile, staff: Teacher, tx: Tx, now: Now, house: Standing) -> Sent:
    """Send a recording of at most 50 MB; the same file twice is one."""
    kind = TYPES.get(file.content_type or "")
    if kind is None:
        raise NotARecording
    digest, size = hashlib.sha256(), 0
    while part := file.file.read(CHUNK):
        digest.update(part)
        size += len(part)
    if not size:
        raise NotARecording
    sha256 = digest.hexdigest()
    courses.keep_media(tx, sha256, kind, file.content_type or "", size, staff.id, now)
    house.media.mkdir(parents=True, exist_ok=True)
    target = house.media / sha256
    if not target.exists():
        file.file.seek(0)
        half = target.with_suffix(".half")
        with half.open("wb") as out:
            while part := file.file.read(CHUNK):
                out.write(part)
        half.replace(target)
    return Sent(media=sha256, kind=kind, size=size)


@router.get("/media/{sha256}", response_class=FileResponse, responses=errors(401, 403, 404))
def media(sha256: lessons.Sha256, _: Teacher, tx: Tx, house: Standing) -> FileResponse:
    """A recording; parts of it by range."""
    return played(tx, house, sha256)


def played(tx: Tx, house: Standing, sha256: str) -> FileResponse:
    """The file of a recording; raises NotFound."""
    media_type = courses.media_type(tx, sha256)
    path = house.media / sha256
    if not path.is_file():
        raise NotFound
    return FileResponse(path, media_type=media_type)


def _draft(given: NewCourse) -> courses.Draft:
    steps = [lessons.read(one) for one in given.steps]
    return courses.Draft(given.title, given.audience, given.minutes, steps)


def _item(one: Course) -> CourseItem:
    return CourseItem.model_validate(one, from_attributes=True)


def _record(tx: Tx, course: UUID) -> CourseRecord:
    found = courses.get(tx, course)
    steps = [lessons.written(one) for one in courses.steps_of(tx, course, found.version)]
    return CourseRecord.model_validate({**_item(found).model_dump(), "steps": steps})
