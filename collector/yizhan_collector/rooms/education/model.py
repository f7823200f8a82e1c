"""A course step by step, and how far somebody has come; pure.

Presence is asked for by questions between the parts; nobody's face is watched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from yizhan_collector.ground.refusals import Refused

Audience = Literal["adults", "minors"]
State = Literal["draft", "published", "withdrawn"]
MediaKind = Literal["audio", "video"]
LONGEST = 100  # steps of a course


class NoQuestions(Refused):
    """A course asks something after each recording and at least once; add a question."""

    status = 422


class NotAStep(Refused):
    """This step does not come next; open the course again, it goes on where you stopped."""

    status = 409


class NotAnAnswer(Refused):
    """This is not one of the answers; choose one of them."""

    status = 422


class NotOpen(Refused):
    """This course cannot be taken now; choose one from the list."""

    status = 404


class NotForThem(Refused):
    """Minors and adults have classes and service of their own; choose a fitting one."""

    status = 409


class NoPlaceLeft(Refused):
    """No place is left; choose another day or raise the number of places."""

    status = 409


class Text(msgspec.Struct, tag="text", frozen=True):
    """Something to read."""

    title: str
    text: str


class Recording(msgspec.Struct, tag="recording", frozen=True):
    """Something to hear or see, with its words for who cannot."""

    kind: MediaKind
    media: str  # SHA-256 in hex
    words: str


class Quiz(msgspec.Struct, tag="quiz", frozen=True):
    """A question; `right` counts from 0, `why` explains the answer."""

    question: str
    options: list[str]
    right: int
    why: str


Step = Text | Recording | Quiz


@dataclass(frozen=True)
class Course:
    """A course in its newest version."""

    id: UUID
    title: str
    audience: Audience
    minutes: int
    state: State
    version: int
    made_at: datetime


@dataclass(frozen=True)
class Progress:
    """How far somebody is: `at_step` is the step to take next, counted from 0."""

    person: UUID
    course: UUID
    version: int
    at_step: int
    wrong: int
    done_at: datetime | None


@dataclass(frozen=True)
class Learned:
    """What a person has finished, in the course's stated minutes."""

    course: UUID
    title: str
    minutes: int
    on: date


def check(steps: Sequence[Step]) -> None:
    """Whether a course may be published: each recording is followed by a question.

    Raises NoQuestions.
    """
    after = [*steps[1:], None]
    for step, following in zip(steps, after, strict=True):
        if isinstance(step, Recording) and not isinstance(following, Quiz):
            raise NoQuestions
    if not any(isinstance(step, Quiz) for step in steps):
        raise NoQuestions


def go_on(
    progress: Progress, steps: Sequence[Step], step: int, choice: int | None, now: datetime
) -> Progress:
    """Take one step. One taken before changes nothing; a wrong answer stays where it is.

    Raises NotAStep for one that does not come next, NotAnAnswer.
    """
    if step < progress.at_step:
        return progress
    if step != progress.at_step or step >= len(steps):
        raise NotAStep
    this = steps[step]
    if isinstance(this, Quiz) and not _right(this, choice):
        return replace(progress, wrong=progress.wrong + 1)
    done = now if step + 1 == len(steps) else None
    return replace(progress, at_step=step + 1, done_at=done)


def _right(quiz: Quiz, choice: int | None) -> bool:
    if choice is None or not 0 <= choice < len(quiz.options):
        raise NotAnAnswer
    return choice == quiz.right
