"""A step of a course as pages show it: the right answer stays here until it was given."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from yizhan_collector.rooms.education.model import MediaKind, Quiz, Recording, Step, Text

Words = Annotated[str, Field(min_length=1, max_length=8000)]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class TextStep(BaseModel):
    """Something to read."""

    type: Literal["text"]
    title: Line
    text: Words


class RecordingStep(BaseModel):
    """Something to hear or see, with its words for who cannot."""

    type: Literal["recording"]
    kind: MediaKind
    media: Sha256
    words: Words


class QuizStep(BaseModel):
    """A question as its editor writes it."""

    type: Literal["quiz"]
    question: Line
    options: Annotated[list[Line], Field(min_length=2, max_length=6)]
    right: Annotated[int, Field(ge=0, le=5)]
    why: Words


class Question(BaseModel):
    """A question as it is asked."""

    type: Literal["question"]
    question: str
    options: list[str]


Written = Annotated[TextStep | RecordingStep | QuizStep, Field(discriminator="type")]
Asked = Annotated[TextStep | RecordingStep | Question, Field(discriminator="type")]


class CourseBrief(BaseModel):
    """A course in one line."""

    id: UUID
    title: str
    minutes: int
    steps: int = Field(description="How many steps the version has that the person takes.")
    at_step: int = Field(description="The next step, counted from 0.")
    begun: bool
    done: bool


def read(one: Written) -> Step:
    """The step an editor wrote."""
    if isinstance(one, TextStep):
        return Text(one.title, one.text)
    if isinstance(one, RecordingStep):
        return Recording(one.kind, one.media, one.words)
    return Quiz(one.question, one.options, min(one.right, len(one.options) - 1), one.why)


def written(one: Step) -> TextStep | RecordingStep | QuizStep:
    """The step as its editor sees it."""
    if isinstance(one, Text):
        return TextStep(type="text", title=one.title, text=one.text)
    if isinstance(one, Recording):
        return RecordingStep(type="recording", kind=one.kind, media=one.media, words=one.words)
    rest = {"options": one.options, "right": one.right, "why": one.why}
    return QuizStep.model_validate({"type": "quiz", "question": one.question, **rest})


def asked(one: Step) -> TextStep | RecordingStep | Question:
    """The step as the person sees it."""
    if isinstance(one, Quiz):
        return Question(type="question", question=one.question, options=one.options)
    shown = written(one)
    assert not isinstance(shown, QuizStep)  # noqa: S101 # a quiz went its own way above
    return shown
