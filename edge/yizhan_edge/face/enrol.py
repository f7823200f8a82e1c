"""Enrolment: at least three good, steady, frontal frames of one person, averaged."""

from dataclasses import dataclass
from datetime import datetime

import cv2
import numpy as np

from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.embed import align, distance, embed
from yizhan_edge.face.mesh import find_mesh, yaw
from yizhan_edge.face.models import FaceModels, Floats, Image
from yizhan_edge.face.verify import PRESENCE, Prompt, Template, hint

FRAMES = 3  # five add nothing measurable
FRONTAL = 0.15
APART_S = 0.4  # three frames of one moment would be one frame
SAME = 0.45  # frames of one person in one minute are nearer than this
SHARP = 15.0  # variance of the Laplacian of the chip
TIME_OUT_S = 60.0


@dataclass(frozen=True)
class EnrolStep:
    """What to show, how many good frames there are; `template` ends it, so does `gave_up`."""

    prompt: Prompt
    good: int
    template: Template | None = None
    gave_up: bool = False


class Enrolment:
    """Collects frames of the person who used the permit."""

    def __init__(self, models: FaceModels, model: str) -> None:
        self.models = models
        self.model = model
        self.good: list[Floats] = []
        self.last = 0.0
        self.started: float | None = None

    def feed(self, image: Image, captured_at: datetime) -> EnrolStep:
        """Judge one BGR frame."""
        at = captured_at.timestamp()
        self.started = at if self.started is None else self.started
        if at - self.started > TIME_OUT_S:
            return EnrolStep("look", len(self.good), gave_up=True)
        faces = find_faces(self.models, image)
        prompt = hint(image, faces)
        if prompt:
            return EnrolStep(prompt, len(self.good))
        mesh = find_mesh(self.models, image, faces[0])
        straight = mesh.presence >= PRESENCE and abs(yaw(mesh.points)) <= FRONTAL
        if straight and abs(at - self.last) >= APART_S:  # the clock may be set back
            self._take(align(image, mesh.points), at)
        return self._step()

    def _take(self, chip: Image, at: float) -> None:
        if cv2.Laplacian(cv2.cvtColor(chip, cv2.COLOR_RGB2GRAY), cv2.CV_64F).var() < SHARP:
            return
        numbers = embed(self.models, chip)
        if self.good and distance(numbers, self.good[0]) > SAME:
            self.good.clear()  # another face: begin again
        self.good.append(numbers)
        self.last = at

    def _step(self) -> EnrolStep:
        if len(self.good) < FRAMES:
            return EnrolStep("look", len(self.good))
        mean = np.mean(self.good, axis=0).astype(np.float32)
        return EnrolStep("done", len(self.good), Template(mean, self.model))
