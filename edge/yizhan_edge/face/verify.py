"""One 1:1 verification: frames in, a prompt each time, one of four verdicts at the end."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Literal

import numpy as np
from yizhan_wire.events import FaceResult, Live, Verdict

from yizhan_edge.face.detect import Face, find_faces
from yizhan_edge.face.embed import align, distance, embed
from yizhan_edge.face.live import Challenge
from yizhan_edge.face.mesh import find_mesh, yaw
from yizhan_edge.face.models import FaceModels, Floats, Image

Prompt = Literal[
    "look", "turn_left", "turn_right", "look_again", "closer", "one_person", "brighter", "done"
]
PRESENCE = 0.9
SMALL, FAR = 80, 0.16  # pixels, share of the picture: a smaller face is asked to come closer
DARK = 40  # mean grey of the face
STRAIGHT_FRAMES = 8  # straight looks that are all too far away end it
APART_S = 0.2  # between two straight looks that count
# A turned face against the straight one of the same visit. On LFW photos 0.25-0.5 apart in yaw,
# 96 % of the pairs of one person, though of different days, are nearer than this; 0.2 % of others.
TURNED = 0.55
TIME_OUT_S = 35.0


@dataclass(frozen=True)
class Template:
    """128 numbers of an enrolled face and the model that made them; never leaves the box."""

    numbers: Floats
    model: str


@dataclass(frozen=True)
class Step:
    """What to show now; `result` is set when the verification has ended."""

    prompt: Prompt
    result: FaceResult | None = None


class Session:
    """Verifies one named person; keeps numbers of this visit only, and no picture.

    `threshold` is the model card's: the largest L2 distance that is a match. A match needs a
    straight look near the template, each turn made by that same face, and a straight look after
    the turns that is near the template and the first look.
    """

    def __init__(
        self, models: FaceModels, enrolled: Template, chance: Random, threshold: float
    ) -> None:
        self.models = models
        self.enrolled = enrolled
        self.threshold = threshold
        self.challenge = Challenge.random(chance)
        self.frames = 0
        self.best: float | None = None
        self.result: FaceResult | None = None
        self._started: float | None = None
        self._place: Face | None = None
        self._before = enrolled.numbers
        self._compared = 0.0
        self._straight = 0

    def feed(self, image: Image, captured_at: datetime) -> Step:
        """Judge one BGR frame; once there is a result, it stays."""
        at = captured_at.timestamp()
        if self.result:
            return Step("done", self.result)
        if self._started is None:
            self._started = at
        if at - self._started > TIME_OUT_S:
            self.challenge.fail("time_out")
            return self._end(self._undecided(), "time_out")
        faces = find_faces(self.models, image)
        self._follow(faces, at)
        missing = hint(image, faces)
        if missing:
            return self._judge() or Step(self.challenge.ask if missing == "look" else missing)
        self._look(image, faces[0], at)
        return self._judge() or Step(self.challenge.ask)

    def give_up(self) -> Step:
        """The person chose another route, or the camera was lost."""
        return self._end(self._undecided(), "given_up")

    def _follow(self, faces: list[Face], at: float) -> None:
        """A second face, or light too low for a moment, does not break the track of the first."""
        known = [one for one in faces if self._place is None or self._place.covers(one)]
        if known:
            self._place = known[0]
            self.challenge.hold(at)

    def _look(self, image: Image, face: Face, at: float) -> None:
        mesh = find_mesh(self.models, image, face)
        if mesh.presence < PRESENCE:
            return
        self.frames += 1
        self._place = face
        if self.challenge.feed(at, yaw(mesh.points)) and self._due(at):
            self._compared = at
            if self._same(embed(self.models, align(image, mesh.points))):
                self.challenge.accept()
                self._straight = 0

    def _due(self, at: float) -> bool:
        """Straight looks of one moment count as one; the clock may be set back meanwhile."""
        return self.challenge.turning or abs(at - self._compared) >= APART_S

    def _same(self, numbers: Floats) -> bool:
        if self.challenge.turning:
            return distance(numbers, self._before) <= TURNED
        self._straight += 1
        far = distance(numbers, self.enrolled.numbers)
        self.best = far if self.best is None else min(self.best, far)
        if self.challenge.ask == "look":
            self._before = numbers
        return max(far, distance(numbers, self._before)) <= self.threshold

    def _judge(self) -> Step | None:
        if self._straight >= STRAIGHT_FRAMES:
            if self.challenge.ask == "look":
                return self._end("no_match", "")
            self.challenge.fail("face_changed")
        if self.challenge.failed:
            return self._end("unsure", self.challenge.failed)
        return self._end("match", "") if self.challenge.passed else None

    def _undecided(self) -> Verdict:
        return "no_face" if self._place is None else "unsure"

    def _end(self, verdict: Verdict, reason: str) -> Step:
        best = None if self.best is None else round(min(self.best, 4.0), 2)
        model = self.enrolled.model
        self.result = self.result or FaceResult(
            verdict, self._live(), self.frames, best, self.threshold, model, reason
        )
        return Step("done", self.result)

    def _live(self) -> Live:
        if self.challenge.passed:
            return "passed"
        return "failed" if self.challenge.failed and self.challenge.step else "not_run"


def hint(image: Image, faces: list[Face]) -> Prompt | None:
    """What keeps a frame from being usable: several faces, none, small, or dark."""
    if len(faces) > 1:
        return "one_person"
    if not faces:
        return "brighter" if float(image.mean()) < DARK else "look"
    face = faces[0]
    if face.side < max(SMALL, FAR * max(image.shape)):
        return "closer"
    x, y, w, h = (max(int(value), 0) for value in face.box)
    return "brighter" if float(np.mean(image[y : y + h, x : x + w])) < DARK else None
