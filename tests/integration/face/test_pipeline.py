"""The real networks on real public-domain portraits."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from stack.portraits import collins, hopper
from yizhan_edge.errors import ModelRefused
from yizhan_edge.face import models
from yizhan_edge.face.detect import find_faces
from yizhan_edge.face.embed import align, distance, embed
from yizhan_edge.face.mesh import find_mesh, yaw

BUILD, LOCK = Path("models/build"), Path("models/models.lock")
Image = NDArray[np.uint8]


def numbers(loaded: models.FaceModels, image: Image) -> NDArray[np.float32]:
    face = find_faces(loaded, image)[0]
    return embed(loaded, align(image, find_mesh(loaded, image, face).points))


def changed(image: Image) -> list[Image]:
    """The same picture, darker, smaller, tilted."""
    h, w = image.shape[:2]
    tilt = cv2.getRotationMatrix2D((w / 2, h / 2), 12, 0.9)
    return [
        (image * 0.6).astype(np.uint8),
        np.asarray(cv2.resize(image, None, fx=0.7, fy=0.7), np.uint8),
        np.asarray(cv2.warpAffine(image, tilt, (w, h)), np.uint8),
    ]


@pytest.mark.parametrize("portrait", [collins, hopper])
def test_one_portrait_has_one_face_with_presence(loaded, portrait) -> None:  # type: ignore[no-untyped-def]
    [face] = find_faces(loaded, portrait())
    found = find_mesh(loaded, portrait(), face)
    assert found.presence > 0.9
    assert face.score > 0.8
    assert abs(yaw(found.points)) < 0.31  # 5..95 % of LFW


@pytest.mark.parametrize("portrait", [collins, hopper])
def test_the_same_face_stays_near_when_dark_small_or_tilted(loaded, portrait) -> None:  # type: ignore[no-untyped-def]
    original = numbers(loaded, portrait())
    assert all(distance(original, numbers(loaded, one)) < 0.4 for one in changed(portrait()))


def test_two_people_are_far_apart(loaded: models.FaceModels) -> None:
    assert distance(numbers(loaded, collins()), numbers(loaded, hopper())) > 0.6


def test_two_faces_in_one_picture_are_both_seen(loaded: models.FaceModels) -> None:
    near = (collins()[:300, 70:370], hopper()[:512])
    pair = [np.asarray(cv2.resize(one, (320, 320)), np.uint8) for one in near]
    assert len(find_faces(loaded, np.hstack(pair))) == 2


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_empty_picture_has_no_face(loaded: models.FaceModels, level: int) -> None:
    assert find_faces(loaded, np.full((480, 640, 3), level, np.uint8)) == []


def test_a_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    for path in BUILD.glob("*.onnx"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "mesh.onnx").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelRefused, match=r"mesh\.onnx has another hash"):
        models.load(tmp_path, LOCK)


def test_a_missing_file_or_lock_is_refused_with_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="make models"):
        models.load(tmp_path, LOCK)
    with pytest.raises(ModelRefused, match="make models"):
        models.load(BUILD, tmp_path / "none.lock")
