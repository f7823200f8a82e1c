"""The map of the posts: how each stands, where it is, and whose posts one sees."""

from datetime import timedelta
from typing import Any

from stack import builders as make
from stack.builders import BOX

from .conftest import OTHER_BOX, OTHER_TOWN, Desk
from .positioning import write

GOAL_S = 0.05  # 95 of 100 answers with 60 posts


def spots(desk: Desk, login: str = "county") -> dict[str, Any]:
    answer = desk.sign_in(login).get("/api/posts/map")
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()}


def online(desk: Desk, box: str = BOX) -> None:
    write(desk, "update device set state = 'online' where id = %s", box)


def test_a_post_is_shown_at_the_rough_point_of_its_township(desk: Desk) -> None:
    shown = spots(desk)[BOX]
    assert (shown["name"], shown["district"]) == ("小市镇", "本溪满族自治县")
    assert (shown["longitude"], shown["latitude"]) == (124.12, 41.30)


def test_a_township_without_a_point_gets_none_invented(desk: Desk) -> None:
    shown = spots(desk)[OTHER_BOX]
    assert shown["township"] == OTHER_TOWN
    assert (shown["longitude"], shown["latitude"]) == (None, None)


def test_twenty_townships_have_a_point_and_each_lies_in_the_city(desk: Desk) -> None:
    points = desk.rows("select longitude, latitude from township where longitude is not null")
    assert len(points) == 20
    assert all(123.5 < east < 125.8 and 40.8 < north < 41.6 for east, north in points)


def test_a_post_that_says_it_is_online_and_nothing_more_is_silent(desk: Desk) -> None:
    online(desk)
    desk.report(make.health())
    assert spots(desk)[BOX]["stand"] == "online"
    desk.now += timedelta(minutes=3, seconds=1)
    assert spots(desk)[BOX]["stand"] == "silent"


def test_the_word_of_the_broker_and_the_end_of_service_are_shown(desk: Desk) -> None:
    for word in ("stopped", "offline", "unknown"):
        write(desk, "update device set state = %s where id = %s", word, BOX)
        assert spots(desk)[BOX]["stand"] == word
    write(desk, "update device set revoked_at = now() where id = %s", BOX)
    assert spots(desk)[BOX]["stand"] == "revoked"


def test_a_township_sees_its_own_posts_and_the_city_all(desk: Desk) -> None:
    assert set(spots(desk, "xiaoshi")) == {BOX}
    assert set(spots(desk, "city")) == {BOX, OTHER_BOX}
    assert spots(desk, "huanren") == {}
