"""Courses are written, published, and taken step by step."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from yizhan_wire.envelope import new_id

from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.education import course_store as store
from yizhan_collector.rooms.education.model import (
    Audience,
    Course,
    Learned,
    NotOpen,
    Progress,
    Quiz,
    State,
    Step,
    check,
    go_on,
)
from yizhan_collector.rooms.people import service as people
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.model import Deed


@dataclass(frozen=True)
class Draft:
    """What an editor writes."""

    title: str
    audience: Audience
    minutes: int
    steps: list[Step]


@dataclass(frozen=True)
class Taken:
    """What one step led to: how far the person is, and the explanation after a question."""

    progress: Progress
    right: bool
    why: str
    credited: bool


def write(tx: Connection, draft: Draft, by: UUID, now: datetime) -> UUID:
    """Keep a new course as a draft; raises NotFound for a recording nobody sent."""
    _require_media(tx, draft.steps)
    made = new_id()
    store.insert(tx, Course(made, draft.title, draft.audience, draft.minutes, "draft", 1, now), by)
    store.add_version(tx, made, 1, draft.steps, by, now)
    return made


def rewrite(tx: Connection, course: UUID, draft: Draft, by: UUID, now: datetime) -> None:
    """Make a new version; who has begun an older one goes on with it. Raises as `write`."""
    found = get(tx, course, hold=True)
    _require_media(tx, draft.steps)
    if found.state == "published":
        check(draft.steps)
    store.add_version(tx, course, found.version + 1, draft.steps, by, now)
    store.update(tx, course, draft.title, draft.minutes, found.version + 1)


def set_state(tx: Connection, course: UUID, state: State) -> None:
    """Publish or withdraw a course; raises NotFound or NoQuestions."""
    found = get(tx, course, hold=True)
    if state == "published":
        check(store.steps(tx, course, found.version))
    store.set_state(tx, course, state)


def get(tx: Connection, course: UUID, hold: bool = False) -> Course:
    """One course; raises NotFound."""
    found = store.get(tx, course, hold)
    if found is None:
        raise NotFound
    return found


def steps_of(tx: Connection, course: UUID, version: int) -> list[Step]:
    """The steps of a version."""
    return store.steps(tx, course, version)


def all_of(tx: Connection) -> list[Course]:
    """Every course, by title."""
    return store.courses(tx, None, None)


def open_for(tx: Connection, person: UUID) -> list[tuple[Course, Progress | None]]:
    """The courses a person may take, each with how far they are."""
    audience: Audience = "minors" if people.get(tx, person).minor else "adults"
    begun = store.progress_of(tx, person)
    published = store.courses(tx, audience, "published")
    return [(one, begun.get(one.id)) for one in published]


def begin(tx: Connection, person: UUID, course: UUID, now: datetime) -> tuple[Progress, list[Step]]:
    """Begin a course or go on with it; raises LetGo or NotOpen."""
    people.still_here(tx, [person])
    begun = store.progress(tx, person, course)
    if begun is None:
        fitting = {one.id: one.version for one, _ in open_for(tx, person)}
        if course not in fitting:
            raise NotOpen
        store.begin(tx, person, course, fitting[course], now)
        begun = store.progress(tx, person, course)
    if begun is None:
        raise NotOpen
    return begun, store.steps(tx, course, begun.version)


def take(
    tx: Connection, person: UUID, course: UUID, step: int, choice: int | None, now: datetime
) -> Taken:
    """Take a step; the last one credits the course, once. Raises NotOpen, NotAStep, NotAnAnswer."""
    before = store.progress(tx, person, course, hold=True)
    if before is None:
        raise NotOpen
    steps = store.steps(tx, course, before.version)
    after = go_on(before, steps, step, choice, now)
    store.save(tx, after, now)
    this = steps[step]
    why = this.why if isinstance(this, Quiz) else ""
    credited = after.done_at is not None and _credit(tx, person, course, now)
    return Taken(after, after.at_step > step, why, credited)


def learned(tx: Connection, person: UUID) -> list[Learned]:
    """What a person has finished, the newest first."""
    return [Learned(a, b, c, legal_day(at)) for a, b, c, at in store.learned(tx, person)]


def keep_media(
    tx: Connection, sha256: str, kind: str, media_type: str, size: int, by: UUID, now: datetime
) -> None:
    """Know a file that was sent."""
    store.add_media(tx, (sha256, kind, media_type, size), by, now)


def media_type(tx: Connection, sha256: str) -> str:
    """The media type of a file; raises NotFound."""
    found = store.media_type(tx, sha256)
    if found is None:
        raise NotFound
    return found


def _credit(tx: Connection, person: UUID, course: UUID, now: datetime) -> bool:
    found = get(tx, course)
    if not store.add_credit(tx, person, course, found.minutes, now):
        return False
    body = {"course": found.title, "minutes": found.minutes}
    township = people.get(tx, person).township
    deed = Deed(person, "course_done", legal_day(now), township, None, "person", body)
    terms.record(tx, deed, now)
    return True


def _require_media(tx: Connection, steps: list[Step]) -> None:
    for one in steps:
        if media := getattr(one, "media", None):
            media_type(tx, media)
