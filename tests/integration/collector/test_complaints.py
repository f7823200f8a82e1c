"""A complaint passes the office complained of: at the service, the API and the database."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from psycopg import errors
from stack.builders import TOWN
from yizhan_collector.ground.refusals import NotFound
from yizhan_collector.rooms.oversight import complaints
from yizhan_collector.rooms.oversight.model import AlreadyAnswered
from yizhan_collector.rooms.staff.model import Staff

from .conftest import STAFF, TODAY, Desk, new_person
from .own import enter, in_correction

COUNTY = TOWN[:6]
HEARS = {TOWN: {"county", "county2", "minors", "head"}, COUNTY: {"city"}}
SEES = {about: hearers | {"prosecutor"} for about, hearers in HEARS.items()}
ROLES = {login: (role, area) for login, _, role, area in STAFF}
ANSWER = {"outcome": "partly", "answer": "已提醒当事工作人员,向您致歉。"}


@pytest.fixture
def person(desk: Desk) -> dict[str, Any]:
    made = new_person(desk.sign_in())
    in_correction(desk, made["id"])
    return made


@pytest.fixture
def own(desk: Desk, person: dict[str, Any]) -> httpx.Client:
    return enter(desk, person)


def complain(own: httpx.Client, about: str = TOWN, **changes: Any) -> dict[str, Any]:
    given = {"about": about, "topic": "treatment", "words": "窗口人员当众念我的名字"}
    answer = own.post("/own/api/complaints", json=given | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def staff(desk: Desk, login: str) -> Staff:
    [row] = desk.rows(
        "select id, login, name, role, area, minors from staff where login = %s", login
    )
    return Staff(*row)


def stand(tx: psycopg.Connection, desk: Desk, login: str) -> None:
    """Behind the wall like a door puts a member of staff."""
    one = staff(desk, login)
    role = "yizhan_reader" if one.role == "prosecutor" else "yizhan_desk"
    settings = {"role": role, "yizhan.area": f"{one.area}%", "yizhan.staff": str(one.id)}
    for name, value in settings.items():
        tx.execute("select set_config(%s, %s, true)", [name, value])


@pytest.mark.parametrize("about", [TOWN, COUNTY])
def test_the_api_shows_a_complaint_to_who_hears_it_and_to_nobody_of_the_office(
    desk: Desk, own: httpx.Client, about: str
) -> None:
    made = complain(own, about)
    for login in ("xiaoshi", "caohe", "county", "head", "huanren", "city", "educator"):
        client = desk.sign_in(login)
        answer = client.get("/api/complaints")
        seen = [one["id"] for one in answer.json().get("items", [])]
        assert seen == ([made["id"]] if login in HEARS[about] else []), login
        if login not in HEARS[about]:
            refused = client.post(f"/api/complaints/{made['id']}/answer", json=ANSWER)
            assert refused.status_code in {403, 404}, login
    assert desk.rows("select 1 from complaint where answered_at is not null") == []


@pytest.mark.parametrize("about", [TOWN, COUNTY])
def test_the_service_shows_it_to_nobody_of_the_office_even_without_a_wall(
    desk: Desk, own: httpx.Client, about: str
) -> None:
    made = UUID(complain(own, about)["id"])
    with desk.pool.connection() as tx:
        for login in ROLES:
            one = staff(desk, login)
            if login not in SEES[about]:
                with pytest.raises(NotFound):
                    complaints.get(tx, made, one)
                assert complaints.listed(tx, one, False, 50, 0)[0] == []
            if login not in HEARS[about]:
                with pytest.raises(NotFound):
                    complaints.answer(tx, made, one, "upheld", "是", desk.now)


@pytest.mark.parametrize("about", [TOWN, COUNTY])
def test_the_database_shows_it_to_nobody_of_the_office_even_without_a_service(
    desk: Desk, own: httpx.Client, about: str
) -> None:
    complain(own, about)
    for login in ROLES.keys() - {"tech", "admin"}:
        with psycopg.connect(desk.url) as tx:
            stand(tx, desk, login)
            seen = tx.execute("select about from complaint").fetchall()
            assert seen == ([(about,)] if login in SEES[about] else []), login
            if ROLES[login][0] != "prosecutor":
                changed = tx.execute("update complaint set told_how = null")
                assert (changed.rowcount == 1) == (login in HEARS[about]), login


def test_nothing_in_the_trail_of_the_record_tells_the_office_of_a_complaint(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    complain(own, COUNTY)
    complain(own)
    opened = {"reason": "complaint"}
    for login in ("city", "county", "prosecutor"):
        assert desk.sign_in(login).get(f"/api/people/{person['id']}", params=opened).is_success
    for login, others in (("xiaoshi", 0), ("county", 1), ("head", 0), ("prosecutor", 3)):
        client = desk.sign_in(login)
        record = client.get(f"/api/people/{person['id']}", params={"reason": "case_work"}).json()
        because = [one for one in record["viewed_by"] if one["reason"] == "complaint"]
        assert len(because) == others, login
    assert desk.rows("select 1 from audit where action like '%%complain%%'") == []


def test_who_opened_a_record_for_a_complaint_is_shown_to_no_other_desk(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    desk.sign_in("city").get(f"/api/people/{person['id']}", params={"reason": "complaint"})
    with psycopg.connect(desk.url) as tx:
        stand(tx, desk, "county")
        assert tx.execute("select 1 from record_opening").fetchall() == []


def test_the_answer_is_due_by_the_rule_and_is_told_to_the_person(
    desk: Desk, own: httpx.Client
) -> None:
    [(days,)] = desk.rows("select value from rule where rule = 'complaint.answer_days'")
    made = complain(own)
    assert made["answer_by"] == (TODAY + timedelta(days=days)).isoformat()
    county = desk.sign_in("county")
    answered = county.post(f"/api/complaints/{made['id']}/answer", json=ANSWER).json()
    assert (answered["told_at"], answered["answered_by"]) == (None, "县局 王工")
    [seen] = own.get("/own/api/complaints").json()["items"]
    assert (seen["answer"], seen["answered_by"]) == (ANSWER["answer"], "县局 王工")
    [told] = county.get("/api/complaints", params={"only_open": False}).json()["items"]
    assert told["told_how"] == "page"
    late = county.post(f"/api/complaints/{made['id']}/told", json={"how": "phone"})
    assert (late.status_code, late.json()["code"]) == (409, "already_answered")


def test_who_does_not_read_the_page_is_told_by_a_person(desk: Desk, own: httpx.Client) -> None:
    address = f"/api/complaints/{complain(own)['id']}"
    county = desk.sign_in("county")
    early = county.post(f"{address}/told", json={"how": "letter"})
    assert (early.status_code, early.json()["code"]) == (409, "not_answered_yet")
    county.post(f"{address}/answer", json=ANSWER)
    assert county.post(f"{address}/told", json={"how": "letter"}).json()["told_how"] == "letter"


def test_a_late_answer_stands_out(desk: Desk, own: httpx.Client) -> None:
    made = complain(own)
    [(by,)] = desk.rows("select answer_by - %s from complaint", TODAY)
    for days, late in ((by, False), (by + 1, True)):
        desk.now += timedelta(days=days) - (desk.now - desk.now.replace(day=24, month=11))
        [one] = desk.sign_in("county").get("/api/complaints").json()["items"]
        assert (one["id"], one["late"]) == (made["id"], late)


def test_two_who_answer_at_once_do_not_both(desk: Desk, own: httpx.Client) -> None:
    made = UUID(complain(own)["id"])
    with desk.pool.connection() as first, desk.pool.connection() as second:
        complaints.answer(first, made, staff(desk, "county"), "upheld", "甲", desk.now)
        first.commit()
        with pytest.raises(AlreadyAnswered):
            complaints.answer(second, made, staff(desk, "head"), "not_upheld", "乙", desk.now)
    assert desk.rows("select answer from complaint") == [("甲",)]


def test_one_complains_about_the_own_office_or_county_only(desk: Desk, own: httpx.Client) -> None:
    for about in ("210521101", "210522", "210522100"):
        given = {"about": about, "topic": "delay", "words": "一"}
        answer = own.post("/own/api/complaints", json=given)
        assert (answer.status_code, answer.json()["code"]) == (422, "other_office")
    names = [one["name"] for one in own.get("/own/api/complaints").json()["offices"]]
    assert names == ["小市镇", "本溪满族自治县"]


@pytest.mark.parametrize("words", ["", "   ", "长" * 4001])
def test_a_complaint_has_words_within_bounds(own: httpx.Client, words: str) -> None:
    given = {"about": TOWN, "topic": "delay", "words": words}
    assert own.post("/own/api/complaints", json=given).status_code == 422


def test_another_person_sees_nothing_of_it(desk: Desk, own: httpx.Client) -> None:
    complain(own)
    other = new_person(desk.sign_in(), name="测试乙")
    in_correction(desk, other["id"])
    assert enter(desk, other).get("/own/api/complaints").json()["items"] == []


ROW = """
insert into complaint (id, person, township, about, topic, words, channel, filed_at, answer_by)
values (%s, %s, %s, %s, 'other', '一', 'own', now(), current_date)
"""


def test_the_database_takes_no_complaint_in_another_name_or_about_another_office(
    desk: Desk, person: dict[str, Any]
) -> None:
    other = new_person(desk.sign_in(), name="测试乙")
    with psycopg.connect(desk.url) as tx:
        with pytest.raises(errors.CheckViolation), tx.transaction():
            tx.execute(ROW, [uuid4(), person["id"], TOWN, "210522"])
        tx.execute("select set_config('role', 'yizhan_self', true)")
        tx.execute("select set_config('yizhan.person', %s, true)", [person["id"]])
        with pytest.raises(errors.InsufficientPrivilege), tx.transaction():
            tx.execute(ROW, [uuid4(), other["id"], TOWN, TOWN])
        tx.execute(ROW, [uuid4(), person["id"], TOWN, TOWN])
        with pytest.raises(errors.InsufficientPrivilege), tx.transaction():
            tx.execute("update complaint set outcome = 'upheld'")


def test_what_was_said_and_answered_is_never_changed_even_by_the_owner(
    desk: Desk, own: httpx.Client
) -> None:
    made = complain(own)
    with psycopg.connect(desk.url) as tx:
        for change in ("update complaint set words = '二'", "delete from complaint"):
            with pytest.raises(errors.RaiseException), tx.transaction():
                tx.execute(change.encode())
    desk.sign_in("county").post(f"/api/complaints/{made['id']}/answer", json=ANSWER)
    with (
        psycopg.connect(desk.url) as tx,
        pytest.raises(errors.RaiseException),
    ):
        tx.execute("update complaint set answer = '二'")


def test_a_minors_complaint_is_heard_by_the_specialist(desk: Desk) -> None:
    minor = new_person(desk.sign_in("minors"), minor=True, face_allowed=False, name="测试丙")
    in_correction(desk, minor["id"])
    answer = desk.sign_in("minors").post(f"/api/people/{minor['id']}/page")
    complain(enter(desk, minor, answer.json()["code"]))
    [one] = desk.sign_in("minors").get("/api/complaints").json()["items"]
    assert one["person"]["name"] == "测试丙"
    assert desk.sign_in("county").get("/api/complaints").json()["items"] == []
    with desk.pool.connection() as tx, pytest.raises(NotFound):
        complaints.answer(tx, UUID(one["id"]), staff(desk, "county"), "upheld", "是", desk.now)


@pytest.mark.parametrize(
    ("about", "login", "mark"), [(TOWN, "county", "本县矫诉"), (COUNTY, "city", "本市矫诉")]
)
def test_the_answer_is_a_paper_of_the_office_that_heard_it_and_hidden_from_the_other(
    desk: Desk, own: httpx.Client, person: dict[str, Any], about: str, login: str, mark: str
) -> None:
    made = complain(own, about)
    path = f"/api/complaints/{made['id']}/answer"
    done = desk.sign_in(login).post(path, json=ANSWER).json()
    [(number, whom)] = desk.rows("select number, person::text from paper")
    assert (number, whom) == (f"{mark}〔2026〕1号", person["id"])
    for other in ROLES.keys() - {"tech", "admin"}:
        with psycopg.connect(desk.url) as tx:
            stand(tx, desk, other)
            seen = tx.execute("select id::text from paper").fetchall()
            assert seen == ([(done["paper"],)] if other in SEES[about] else []), other
            if other not in SEES[about]:
                assert tx.execute("select 1 from paper_content").fetchall() == [], other
    assert own.get(f"/own/api/papers/{done['paper']}").content.startswith(b"%PDF")


def test_the_database_takes_no_answer_without_its_paper(desk: Desk, own: httpx.Client) -> None:
    complain(own)
    who = staff(desk, "county").id
    with psycopg.connect(desk.url) as tx, pytest.raises(errors.CheckViolation) as refused:
        tx.execute(
            "update complaint set outcome = 'upheld', answer = '是', answered_by = %s,"
            " answered_at = now()",
            [who],
        )
    assert refused.value.diag.constraint_name == "answered_in_writing"
