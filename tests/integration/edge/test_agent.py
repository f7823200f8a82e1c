"""The whole box as a process: what it refuses, what it bears, how it ends."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from stack import box as make
from stack import builders
from stack.box import Box
from stack.host import REPO
from stack.portraits import collins
from stack.process import wait_for
from yizhan_edge.spool import Spool
from yizhan_wire.events import Health

BoxMaker = Callable[..., Box]
SOON = 20.0


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A camera before which somebody stands."""
    near = np.asarray(cv2.resize(collins()[:300, 70:370], (480, 480)), np.uint8)
    return make.film(tmp_path_factory.mktemp("film") / "camera.avi", [near] * 36)


@pytest.fixture
def new_box(tmp_path: Path, face: str) -> Iterator[BoxMaker]:
    """Makes a box with one person on its roster; ends it afterwards."""
    made: list[Box] = []
    make.authority(tmp_path)

    def one(camera: str = face, **changes: Any) -> Box:
        box = Box(tmp_path, camera, **changes)
        box.hold(make.entry())
        made.append(box)
        return box

    yield one
    for box in made:
        box.program.stop()


def health(box: Box) -> Health:
    wait_for(lambda: bool(box.spooled("health")), SOON, "the first report of health")
    last = box.spooled("health")[-1]
    assert isinstance(last, Health)
    return last


def options(box: Box) -> dict[str, tuple[bool, str | None]]:
    box.press("begin")
    offered = box.press("number", number=make.NUMBER)["options"]
    return {way: (one["open"], one["reason"]) for way, one in offered.items()}


def test_a_well_box_says_so_and_stays_small(new_box: BoxMaker) -> None:
    box = new_box()
    box.start()
    seen = health(box)
    assert (seen.camera, seen.sign, seen.kiosk) == ("ok", "absent", "open")
    assert set(seen.alarms) <= {"clock_poor", "disk_low"}
    wait_for(lambda: bool(box.spooled("camera")), SOON, "the face to be counted")
    box.press("begin")
    box.press("number", number=make.NUMBER)
    box.press("route", route="face")
    box.press("permit", permit=make.PERMIT)
    wait_for(lambda: box.page()["page"] == "face", SOON, "the enrolment")
    assert box.program.rss() < 250_000_000


def test_told_to_end_it_ends_by_itself_and_well(new_box: BoxMaker) -> None:
    box = new_box()
    box.start()
    health(box)  # it runs, whoever answers at a port
    box.program.stop(signal.SIGTERM)
    assert box.program.child is not None
    assert box.program.child.returncode == 0


def test_a_second_agent_on_the_same_data_is_refused(tmp_path: Path, new_box: BoxMaker) -> None:
    new_box().start()
    code, said = new_box().starts()
    assert code == 1
    assert "Another agent works on this data folder; end it first." in said


@pytest.mark.parametrize(("change", "says"), [
    ({"device": "Box"}, "device: use a name such as"),
    ({"camera": "nothing"}, "camera: use device:0"),
    ({"kiosk": {"port": 1, "host": "0.0.0.0"}}, "use 127.0.0.1"),  # noqa: S104 # refused
    ({"key_file": "/nowhere/key"}, "write 32 random bytes"),
    ({"sign": "/dev/ttyNONE", "font": "/nowhere.otf"}, "install fonts-unifont"),
])  # fmt: skip
def test_what_cannot_start_says_what_to_set_in_one_line(
    new_box: BoxMaker, change: dict[str, Any], says: str
) -> None:
    code, said = new_box(**change).starts()
    assert code == 1
    assert says in said
    assert "Traceback" not in said


def test_an_unfit_key_file_is_refused(tmp_path: Path, new_box: BoxMaker) -> None:
    box = new_box()
    (tmp_path / "template.key").write_bytes(bytes(32))
    code, said = box.starts()
    assert (code, "is not random" in said) == (1, True)


def test_without_a_camera_the_other_ways_are_open(new_box: BoxMaker) -> None:
    box = new_box("device:99")
    box.start()
    assert options(box) == {
        "face": (False, "camera"), "code": (True, None), "officer": (True, None)
    }  # fmt: skip
    assert health(box).camera == "lost"
    assert box.log.read_text().count("VIDEOIO") == 0


@pytest.mark.parametrize("damage", ["missing", "changed", "no card"])
def test_a_box_whose_networks_are_refused_starts_and_says_so(
    tmp_path: Path, new_box: BoxMaker, damage: str
) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    for path in (REPO / "models/build").glob("*.onnx"):
        (folder / path.name).write_bytes(path.read_bytes())
    if damage == "missing":
        (folder / "mesh.onnx").unlink()
    if damage == "changed":
        (folder / "mesh.onnx").write_bytes(b"another network")
    card = {"card": str(folder / "face.toml")} if damage == "no card" else {}
    box = new_box(models=str(folder), **card)
    box.start()
    assert options(box)["face"] == (False, "models")
    assert options(box)["code"] == (True, None)
    assert "model_refused" in health(box).alarms
    assert "The routes without a face stay open." in box.log.read_text()


def test_a_broken_spool_is_kept_aside_and_the_box_goes_on(new_box: BoxMaker) -> None:
    box = new_box()
    (box.data / "spool.db").write_bytes(b"no database at all" * 400)
    box.start()
    assert "spool_broken" in health(box).alarms
    assert len(list(box.data.glob("spool.db.broken-*"))) == 1


def test_a_full_spool_sends_people_to_the_desk_after_a_restart_too(new_box: BoxMaker) -> None:
    box = new_box(spool={"events": 10, "bytes": 1024 * 1024})
    spool = Spool(box.data / "spool.db", builders.BOX)
    for _ in range(10):
        spool.append(builders.health(), builders.NOON, builders.GOOD)
    spool.close()
    box.start()
    seen = box.press("begin")
    assert (seen["page"], seen["message"]) == ("desk", "spool_full")
    assert len(box.spooled("health")) == 10


def test_a_roster_sealed_by_another_key_sends_people_to_the_desk(
    tmp_path: Path, new_box: BoxMaker
) -> None:
    box = new_box()
    (tmp_path / "template.key").write_bytes(bytes(range(32)))
    box.start()
    assert box.page()["message"] == "no_roster"
    seen = health(box)
    assert (seen.kiosk, "roster_broken" in seen.alarms) == ("desk_only", True)


def test_killed_in_the_middle_of_a_visit_nothing_is_recorded_and_the_code_still_opens(
    new_box: BoxMaker,
) -> None:
    box = new_box()
    box.start()
    for kill in (True, False):
        box.press("begin")
        box.press("number", number=make.NUMBER)
        box.press("route", route="code")
        assert box.press("code", code=make.CODE)["page"] == "questions"
        if kill:
            box.program.kill()
            assert box.spooled("checkin") == []
            box.start()
    for question in ("address", "contact", "help"):
        answers = box.page()["question"]["answers"]
        box.press("answer", question=question, answer=answers[0]["code"])
    box.program.kill()
    assert len(box.spooled("checkin")) == 1
