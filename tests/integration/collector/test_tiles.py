"""A map of the bureau's own lies below what is drawn; without one nothing is missing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from stack.tiles import column, mbtiles, picture, row
from yizhan_collector.adapters.tiles import Tiles
from yizhan_collector.ground.refusals import BadSettings

from .conftest import Desk
from .leaves import code

Z = 9
X, Y = column(124.12, Z), row(41.30, Z)


@pytest.fixture
def ground(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """An office with a map."""
    house = desk.app.state.house
    desk.app.state.house = replace(house, tiles=Tiles(mbtiles(tmp_path / "map.mbtiles")))
    yield desk
    desk.app.state.house = house


def test_a_tile_comes_as_it_lies_in_the_file_and_is_kept_by_the_browser(ground: Desk) -> None:
    answer = ground.sign_in("tech").get(f"/api/tiles/{Z}/{X}/{Y}")
    assert (answer.status_code, answer.content) == (200, picture(X, Y, Z))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "private, max-age=86400"


def test_the_page_is_told_whether_there_is_a_map(ground: Desk) -> None:
    assert ground.sign_in().get("/api/me").json()["tiles"] is True


def test_without_a_map_nothing_is_offered(desk: Desk) -> None:
    officer = desk.sign_in()
    assert officer.get("/api/me").json()["tiles"] is False
    assert code(officer.get(f"/api/tiles/{Z}/{X}/{Y}")) == (404, "not_found")


@pytest.mark.parametrize("path", [f"{Z}/{X}/{Y + 100}", f"21/{X}/{Y}"])
def test_where_the_file_has_nothing_there_is_nothing(ground: Desk, path: str) -> None:
    assert code(ground.sign_in().get(f"/api/tiles/{path}")) == (404, "not_found")


@pytest.mark.parametrize("path", ["23/0/0", "-1/0/0", "9/x/0", f"9/{2**30}/0"])
def test_what_is_no_tile_is_refused(ground: Desk, path: str) -> None:
    assert ground.sign_in().get(f"/api/tiles/{path}").status_code == 422


def test_nobody_without_a_session_is_shown_the_map(ground: Desk) -> None:
    assert ground.visitor().get(f"/api/tiles/{Z}/{X}/{Y}").status_code == 401


def test_a_file_that_is_no_map_is_refused_with_a_sentence(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("map")
    for path, says in (
        (tmp_path / "nowhere", "no MBTiles file"),
        (text, "no MBTiles file"),
        (mbtiles(tmp_path / "vector", "pbf"), "png, jpg or webp"),
    ):
        with pytest.raises(BadSettings, match=says):
            Tiles(path)
