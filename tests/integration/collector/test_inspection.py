"""The prosecutor looks at everything of the county and writes opinions; the county replies."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from psycopg import errors
from stack.builders import TOWN
from yizhan_collector.rooms.oversight import opinions
from yizhan_collector.rooms.oversight.model import AlreadyAnswered, Raised, Reply
from yizhan_collector.rooms.staff.model import NotAllowed

from .conftest import TODAY, Desk, new_person
from .own import in_correction
from .test_complaints import staff, stand
from .test_powers import operations

COUNTY = TOWN[:6]
OBJECTION = {
    "about": TOWN,
    "kind": "correction",
    "reference": "示检纠违〔2026〕1号",
    "words": "11月3日站点停用期间的缺报被计入,请纠正。",
}
YES = {"adopted": "yes", "reply": "已纠正,缺报记录已更正。"}
MAY_POST = {
    "raise_opinion", "logout", "choose_password", "open_trajectory", "give_wall_pass",
    "end_wall_passes",
}  # fmt: skip


def object_to(desk: Desk, **changes: Any) -> dict[str, Any]:
    answer = desk.sign_in("prosecutor").post("/api/inspection/opinions", json=OBJECTION | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def reply(client: httpx.Client, one: dict[str, Any], **changes: Any) -> httpx.Response:
    return client.post(f"/api/opinions/{one['id']}/reply", json=YES | changes)


def test_an_opinion_gets_its_written_reply_by_its_day(desk: Desk) -> None:
    [(days,)] = desk.rows("select value from rule where rule = 'opinion.reply_days'")
    made = object_to(desk)
    assert made["reply_by"] == (TODAY + timedelta(days=days)).isoformat()
    [waiting] = desk.sign_in("county").get("/api/opinions").json()["items"]
    assert (waiting["mine"], waiting["raised_by"]) == (True, "检察院 陈检")
    done = reply(desk.sign_in("county"), made).json()
    assert (done["adopted"], done["replied_by"], done["late"]) == ("yes", "县局 王工", False)
    [seen] = desk.sign_in("prosecutor").get("/api/inspection/opinions").json()["items"]
    assert seen["reply"] == YES["reply"]


def test_what_is_not_adopted_is_refused_without_reasons(desk: Desk) -> None:
    made, county = object_to(desk), desk.sign_in("county")
    for adopted in ("no", "partly"):
        answer = reply(county, made, adopted=adopted, reasons="  ")
        assert (answer.status_code, answer.json()["code"]) == (422, "reasons_for_no")
    assert reply(county, made, adopted="no", reasons="经核对,该日站点正常。").is_success
    with psycopg.connect(desk.url) as tx, pytest.raises(errors.RaiseException):
        tx.execute("update opinion set reasons = ''")


def test_a_reply_is_given_once_and_by_the_county_alone(desk: Desk) -> None:
    made = object_to(desk)
    for login, status in (("city", 403), ("xiaoshi", 403), ("huanren", 404), ("prosecutor", 403)):
        assert reply(desk.sign_in(login), made).status_code == status, login
    assert reply(desk.sign_in("head"), made).is_success
    again = reply(desk.sign_in("county"), made)
    assert (again.status_code, again.json()["code"]) == (409, "already_answered")


def test_two_who_reply_at_once_do_not_both(desk: Desk) -> None:
    made = UUID(object_to(desk)["id"])
    with desk.pool.connection() as first, desk.pool.connection() as second:
        opinions.reply(first, made, staff(desk, "county"), Reply("yes", "甲"), desk.now)
        first.commit()
        with pytest.raises(AlreadyAnswered):
            opinions.reply(second, made, staff(desk, "head"), Reply("yes", "乙"), desk.now)


def test_the_same_reference_twice_is_one_opinion(desk: Desk) -> None:
    object_to(desk)
    again = desk.sign_in("prosecutor").post("/api/inspection/opinions", json=OBJECTION)
    assert (again.status_code, again.json()["code"]) == (409, "reference_taken")
    assert desk.rows("select count(*) from opinion") == [(1,)]


def test_a_prosecutor_writes_about_the_own_county_only(desk: Desk) -> None:
    stranger = new_person(desk.sign_in("huanren"), township="210522100")
    for changes in ({"about": "210522100"}, {"about": "210522"}, {"person": stranger["id"]}):
        answer = desk.sign_in("prosecutor").post(
            "/api/inspection/opinions", json=OBJECTION | changes
        )
        assert answer.status_code == 404, changes
    for about in ("999999", "210521999"):
        answer = desk.sign_in("prosecutor").post(
            "/api/inspection/opinions", json=OBJECTION | {"about": about}
        )
        assert answer.status_code in {404, 422}


def test_an_opinion_about_a_record_is_in_its_trail(desk: Desk) -> None:
    person = new_person(desk.sign_in())
    made = object_to(desk, person=person["id"])
    assert made["person"]["name"] == "测试甲"
    done = desk.rows("select action, subject from audit where person = %s", person["id"])
    assert ("raise_opinion", made["id"]) in done


def test_a_prosecutor_changes_nothing_else_whatever_is_asked(desk: Desk) -> None:
    """Every operation of the API that is not a GET, with ids of real records."""
    found = [one for one in operations(desk) if one.method != "GET"]
    before = [desk.rows(f"select count(*) from {one}") for one in TABLES]  # noqa: S608
    client = desk.sign_in("prosecutor")
    assert len(found) > 10
    for one in found:
        if one.name not in MAY_POST:
            answer = one.by(client)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), one
    assert before == [desk.rows(f"select count(*) from {one}") for one in TABLES]  # noqa: S608


TABLES = ("person", "term", "act", "request", "checkin", "reporting_order", "complaint", "opinion")


def test_the_database_lets_a_prosecutor_add_opinions_and_looks_only(desk: Desk) -> None:
    new_person(desk.sign_in())
    with psycopg.connect(desk.url) as tx:
        mine = staff(desk, "prosecutor").id
        stand(tx, desk, "prosecutor")
        for table in TABLES:
            tx.execute(f"select 1 from {table}")  # noqa: S608
            with pytest.raises(errors.InsufficientPrivilege), tx.transaction():
                tx.execute(f"delete from {table}")  # noqa: S608
            with pytest.raises(errors.InsufficientPrivilege), tx.transaction():
                tx.execute(f"update {table} set id = id")  # noqa: S608
        tx.execute(OPINION, [uuid4(), COUNTY, TOWN, "1号", mine])
        with pytest.raises(errors.InsufficientPrivilege), tx.transaction():
            tx.execute(OPINION, [uuid4(), "210522", "210522", "2号", mine])


OPINION = """
insert into opinion (id, county, about, kind, reference, words, raised_by, raised_at, reply_by)
values (%s, %s, %s, 'opinion', %s, '一', %s, now(), current_date)
"""


def test_no_other_desk_adds_an_opinion_and_a_township_reads_none(desk: Desk) -> None:
    object_to(desk)
    given = Raised(TOWN, "opinion", "2号", "一")
    for login in ("county", "xiaoshi", "city"):
        with psycopg.connect(desk.url) as tx:
            one = staff(desk, login)
            with pytest.raises(NotAllowed):
                opinions.raise_one(tx, one, given, desk.now)
            stand(tx, desk, login)
            seen = tx.execute("select count(*) from opinion").fetchone()
            assert seen == ((0,) if login == "xiaoshi" else (1,))
            with pytest.raises(errors.InsufficientPrivilege):
                tx.execute(OPINION, [uuid4(), COUNTY, TOWN, "3号", one.id])


def test_the_database_keeps_a_reply_whole_and_by_somebody_else(desk: Desk) -> None:
    made = object_to(desk)["id"]
    who = staff(desk, "prosecutor").id
    with psycopg.connect(desk.url) as tx:
        for change, values in (
            ("adopted = 'yes'", []),
            ("adopted = 'no', reply = '否', replied_by = %s, replied_at = raised_at", [who]),
            ("adopted = 'yes', reply = '是', replied_by = %s, replied_at = raised_at", [who]),
        ):
            query = f"update opinion set {change} where id = %s".encode()  # noqa: S608
            with pytest.raises(errors.CheckViolation), tx.transaction():
                tx.execute(query, [*values, made])


def test_the_list_shows_the_people_of_the_county_with_their_terms(desk: Desk) -> None:
    one = new_person(desk.sign_in(), name="测试甲")
    in_correction(desk, one["id"])
    new_person(desk.sign_in("huanren"), township="210522100", name="测试乙")
    minor = {"minor": True, "face_allowed": False, "name": "测试丙"}
    new_person(desk.sign_in("minors"), **minor)
    page = desk.sign_in("prosecutor").get("/api/inspection/people").json()
    [line] = page["items"]
    assert (line["name"], line["state"], line["sentence"]) == ("测试甲", "active", "probation")
    asked = desk.sign_in("prosecutor").get("/api/inspection/people", params={"state": "released"})
    assert asked.json()["items"] == []


def test_a_draw_is_written_down_and_can_be_repeated(desk: Desk) -> None:
    for n in range(6):
        in_correction(desk, new_person(desk.sign_in(), name=f"测试{n}")["id"])
    client = desk.sign_in("prosecutor")
    first = client.get("/api/inspection/sample", params={"size": 3}).json()
    again = client.get("/api/inspection/sample", params={"size": 3, "seed": first["seed"]}).json()
    assert first == again
    assert len(first["people"]) == 3
    done = desk.rows("select subject from audit where action = 'draw_sample'")
    assert done == [(f"3 {first['seed']}",)] * 2


def test_what_is_overdue_stands_there_from_the_day_after(desk: Desk) -> None:
    person = new_person(desk.sign_in())["id"]
    in_correction(
        desk, person, state="expected", category=None, received_on=None, declared_on=None,
        report_by=TODAY,
    )  # fmt: skip
    opinion = object_to(desk)
    client = desk.sign_in("prosecutor")
    assert client.get("/api/inspection/overdue").json() == []
    desk.now += timedelta(days=1)
    [late] = desk.sign_in("prosecutor").get("/api/inspection/overdue").json()
    assert (late["kind"], late["person"], late["by"]) == ("intake", person, TODAY.isoformat())
    desk.now += timedelta(days=30)
    found = desk.sign_in("prosecutor").get("/api/inspection/overdue").json()
    assert [one["kind"] for one in found] == ["intake", "opinion"]
    assert found[1]["id"] == opinion["id"]


def test_a_record_is_opened_for_inspection_and_the_person_can_see_it(desk: Desk) -> None:
    person = new_person(desk.sign_in())
    in_correction(desk, person["id"])
    address = f"/api/people/{person['id']}"
    client = desk.sign_in("prosecutor")
    assert client.get(address).json()["code"] == "reason_needed"
    assert client.get(address, params={"reason": "inspect"}).is_success
    seen = desk.rows("select reason from audit where action = 'view_person'")
    assert seen == [("inspect",)]


def test_the_reply_is_a_paper_that_the_procuratorate_reads(desk: Desk) -> None:
    done = reply(desk.sign_in("county"), object_to(desk)).json()
    assert desk.rows("select kind, number, id::text from paper") == [
        ("opinion_reply", "本县矫检复〔2026〕1号", done["paper"])
    ]
    pdf = desk.sign_in("prosecutor").get(f"/api/papers/{done['paper']}/pdf")
    assert pdf.content.startswith(b"%PDF")


def test_a_reply_too_long_for_its_paper_is_refused_whole(desk: Desk) -> None:
    long = reply(desk.sign_in("county"), object_to(desk), reply="长" * 4000, reasons="理" * 4000)
    assert long.status_code == 422
    assert (
        desk.rows("select 1 from paper union select 1 from opinion where reply is not null") == []
    )
