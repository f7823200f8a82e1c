"""Geometry of the face pipeline: pure, checked against generated faces."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_edge.face import detect, embed, mesh

angles = st.floats(-3.0, 3.0)
scales = st.floats(0.2, 1.9)
shifts = st.tuples(st.floats(-200, 200), st.floats(-200, 200))


def turned(points: np.ndarray, angle: float, scale: float, shift: tuple[float, float]):  # type: ignore[no-untyped-def]
    c, s = np.cos(angle), np.sin(angle)
    return scale * points @ np.array([[c, s], [-s, c]]) + np.array(shift)


@given(angles, scales, shifts)
def test_similarity_finds_any_turn_scale_and_shift(
    angle: float, scale: float, shift: tuple[float, float]
) -> None:
    a, b = embed.similarity(embed.TEMPLATE, turned(embed.TEMPLATE, angle, scale, shift))
    assert abs(a) == pytest.approx(scale)
    assert np.cos(np.angle(a) - angle) == pytest.approx(1)
    assert (b.real, b.imag) == pytest.approx(shift, abs=1e-6)


def test_a_face_already_in_place_is_cut_out_where_dlib_samples_it() -> None:
    ramp = np.arange(150, dtype=np.uint8)
    picture = np.stack([np.tile(ramp, (150, 1))] * 3, axis=2)
    points = np.zeros((468, 3), np.float32)
    points[list(embed.FIVE), :2] = embed.TEMPLATE
    shift = embed.align(picture, points).astype(int) - picture
    assert np.abs(shift[5:-5, 5:-5] - 0.5).max() == 0.5  # half a pixel, rounded either way


def head(turn: float, roll: float) -> np.ndarray:
    points = np.zeros((468, 3), np.float32)
    places = {234: (-1, 0), 454: (1, 0), 1: (turn * 2, 0.2), 33: (-0.6, -0.3), 263: (0.6, -0.3)}
    for index, place in places.items():
        points[index, :2] = place
    c, s = np.cos(roll), np.sin(roll)
    points[:, :2] = 100 * points[:, :2] @ np.array([[c, s], [-s, c]]) + 300
    return points


@given(st.floats(-0.45, 0.45), st.floats(-1, 1))
def test_the_turn_of_the_head_does_not_depend_on_its_tilt(turn: float, roll: float) -> None:
    expected = turn + 0.0
    level = mesh.yaw(head(turn, 0))
    assert level == pytest.approx(expected, abs=1e-3)
    assert mesh.yaw(head(turn, roll)) == pytest.approx(level, abs=0.15)


def test_a_face_without_width_is_not_turned() -> None:
    assert mesh.yaw(np.zeros((468, 3), np.float32)) == 0.0


boxes = st.tuples(*[st.floats(10, 110)] * 2, *[st.floats(1, 60)] * 2).map(np.array)


@given(boxes, boxes)
def test_overlap_is_symmetric_and_between_nought_and_one(a: np.ndarray, b: np.ndarray) -> None:
    assert 0 <= detect.iou(a, b) <= 1 + 1e-9
    assert detect.iou(a, b) == pytest.approx(detect.iou(b, a))
    assert detect.iou(a, a) == pytest.approx(1)


def test_two_overlapping_rows_become_one_weighted_by_score() -> None:
    rows = np.zeros((3, 16), np.float32)
    rows[:, :4] = [(50, 50, 20, 20), (52, 50, 20, 20), (100, 100, 10, 10)]
    found = detect.suppress(rows, np.array([0.9, 0.6, 0.7], np.float32))
    assert [round(float(row[0]), 2) for row, _ in found] == [50.8, 100]


def test_the_anchors_are_those_of_the_network() -> None:
    assert detect.ANCHORS.shape == (896, 2)
    assert tuple(detect.ANCHORS[0]) == (0.5 / 16, 0.5 / 16)
    assert tuple(detect.ANCHORS[-1]) == (7.5 / 8, 7.5 / 8)
