"""Two officers before one class in the same moment: one attendance is written, no place twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import httpx

from .conftest import Desk, new_person
from .own import in_correction


def planned(desk: Desk, capacity: int) -> str:
    """The path of a class in an hour."""
    given = {"county": "210521", "title": "集中教育", "place": "小市司法所", "minutes": 60}
    given |= {"capacity": capacity, "starts_at": (desk.now + timedelta(hours=1)).isoformat()}
    made = desk.sign_in("educator").post("/api/education/classes", json=given)
    return f"/api/education/classes/{made.json()['id']}"


def people(desk: Desk, count: int) -> list[str]:
    """People in correction."""
    made = [new_person(desk.sign_in(), name=f"测试{n}")["id"] for n in range(count)]
    for one in made:
        in_correction(desk, one)
    return made


def at_once(desk: Desk, path: str, bodies: list[dict[str, object]]) -> list[httpx.Response]:
    """Send these from as many officers in one moment."""
    barrier = Barrier(len(bodies))
    clients = [desk.sign_in(login) for login in ("xiaoshi", "county", "county2", "educator")]

    def send(client: httpx.Client, body: dict[str, object]) -> httpx.Response:
        barrier.wait()
        return client.post(path, json=body)

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(send, clients[: len(bodies)], bodies))


def test_of_several_attendances_one_is_written_and_the_others_are_told(desk: Desk) -> None:
    path, [person] = planned(desk, 5), people(desk, 1)
    invited = desk.sign_in().post(f"{path}/invite", json={"people": [person]})
    assert invited.status_code == 200, invited.text
    desk.now += timedelta(hours=2)
    codes = ("attended", "late", "absent", "excused")
    bodies: list[dict[str, object]] = [
        {"marks": [{"person": person, "version": 0, "code": code}]} for code in codes
    ]
    answers = at_once(desk, f"{path}/marks", bodies)
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]
    told = {one.json()["code"] for one in answers if one.is_error}
    assert told == {"marked_by_somebody"}
    assert len(desk.rows("select 1 from class_mark")) == 1
    assert len(desk.rows("select 1 from act where kind = 'class_marked'")) == 1


def test_the_last_place_is_given_once(desk: Desk) -> None:
    path, wanted = planned(desk, 1), people(desk, 4)
    bodies: list[dict[str, object]] = [{"people": [one]} for one in wanted]
    answers = at_once(desk, f"{path}/invite", bodies)
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]
    assert {one.json()["code"] for one in answers if one.is_error} == {"no_place_left"}
    assert len(desk.rows("select 1 from class_place")) == 1
