"""Enrolment and verification of a volunteer in made time, without a camera process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from yizhan_edge.face import card
from yizhan_edge.face.enrol import Enrolment, EnrolStep
from yizhan_edge.face.verify import Session, Template
from yizhan_wire.events import FaceResult

from stack.errors import NotReady
from stack.portraits import Image
from stack.volunteer_head import REPO, networks
from stack.volunteer_scene import Mode, Portrait, Scene

CARD = card.load(REPO / "models" / "cards" / "face.toml")
START = datetime(2026, 11, 24, 1, tzinfo=UTC)
Frame = Callable[[float, str], Image]  # seconds, what the kiosk asks


@dataclass(frozen=True)
class Visit:
    """How a verification ended, everything that was asked on the way, and how long it took."""

    result: FaceResult
    asked: list[str]
    seconds: float


def before(portrait: Portrait, mode: Mode = "living") -> Frame:
    """Somebody who does as asked."""
    scene = Scene(portrait, mode)

    def frame(at: float, prompt: str) -> Image:
        scene.neck.obey(prompt, at)
        return scene.picture(at)

    return frame


def enrol(frame: Frame, pace: float = 0.2, seconds: float = 70) -> EnrolStep:
    """Frames at this pace until there is a template or it is given up."""
    enrolment, step = Enrolment(networks(), CARD.model), EnrolStep("look", 0)
    for tick in range(int(seconds / pace)):
        at = tick * pace
        step = enrolment.feed(frame(at, step.prompt), START + timedelta(seconds=at))
        if step.template or step.gave_up:
            return step
    raise NotReady(f"enrolment: {step}")


def begin(template: Template, seed: int) -> Session:
    """A verification whose order of turns comes from a seed."""
    return Session(networks(), template, Random(seed), CARD.threshold)


def visit(session: Session, frame: Frame, pace: float = 0.2, seconds: float = 70) -> Visit:
    """Frames at this pace until the verdict."""
    asked = ["look"]
    for tick in range(int(seconds / pace)):
        at = tick * pace
        step = session.feed(frame(at, asked[-1]), START + timedelta(seconds=at))
        if step.result:
            return Visit(step.result, asked, at)
        asked += [step.prompt] if step.prompt != asked[-1] else []
    raise NotReady(f"verification: {asked}")
