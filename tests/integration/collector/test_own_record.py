"""The own page shows what is next, what is written down, and who looked at it and why."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from stack import builders as make
from stack.builders import TOWN
from stack.papers import SAMPLES
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.requests import asks
from yizhan_collector.rooms.requests.model import AlreadyDecided, NotDelegated
from yizhan_collector.rooms.terms import service as terms
from yizhan_collector.rooms.terms.deeds import deed

from .conftest import TODAY, Desk, new_person
from .own import enter, in_correction
from .test_complaints import complain, staff

ANSWER = {"outcome": "upheld", "answer": "已纠正"}
TO_PERSON, TO_COURT = "category_notice", "intake_receipt"


@pytest.fixture
def person(desk: Desk) -> dict[str, Any]:
    made = new_person(desk.sign_in())
    in_correction(desk, made["id"])
    return made


@pytest.fixture
def own(desk: Desk, person: dict[str, Any]) -> httpx.Client:
    return enter(desk, person)


def write_down(desk: Desk, person: str, kind: str, **body: object) -> None:
    """An officer's act on the record."""
    with desk.pool.connection() as tx:
        one = terms.in_correction(tx, UUID(person))
        terms.record(tx, deed(one, kind, TODAY, staff(desk, "xiaoshi"), body), desk.now)


def test_the_first_page_says_when_the_next_report_is_and_never_only_the_face(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    home = own.get("/own/api/home").json()
    report, term = home["report"], home["term"]
    assert (report["on"], report["today"]) == (TODAY.isoformat(), True)
    assert len(set(report["ways"]) - {"face"}) >= 1
    assert (home["office"], home["county"]) == ("小市镇", "本溪满族自治县")
    assert (term["state"], term["days_left"], home["answers"]) == ("active", 365, 0)
    desk.report(make.visit(UUID(person["id"]), route="code", face=None))
    after = own.get("/own/api/home").json()["report"]
    assert (after["on"], after["today"]) == ((TODAY + timedelta(days=7)).isoformat(), False)


def test_who_reports_without_a_face_is_offered_none(desk: Desk) -> None:
    made = new_person(desk.sign_in(), face_allowed=False)
    in_correction(desk, made["id"])
    ways = enter(desk, made).get("/own/api/home").json()["report"]["ways"]
    assert ways
    assert "face" not in ways


def test_the_record_shows_what_was_done_and_why_but_no_notes(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    write_down(desk, person["id"], "category", reasons="表现稳定", note="办案人员的备忘")
    record = own.get("/own/api/record")
    [act] = record.json()["acts"]
    assert (act["kind"], act["reasons"], act["author"]) == ("category", "表现稳定", "小市 李工")
    assert "备忘" not in record.text


def test_a_measure_is_told_on_its_own_page_and_not_before(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    for kind in ("measure_proposed", "reprimand", "warning", "revocation_proposal"):
        write_down(desk, person["id"], kind, reasons="还没有告知")
    assert "还没有告知" not in own.get("/own/api/record").text
    assert own.get("/own/api/conduct").json() == []


PLAN = """
insert into plan (term, person, version, assessment, supervision, goals, person_says, review_on,
    reason, from_on, made_by, made_at)
select term.id, term.person, 1, '评估内容不给本人看', array['每周报到'],
    '[{"need": "就业", "measure": "推荐参加培训", "by_whom": "小市司法所"}]', '同意', %s, '', %s,
    staff.id, %s
from term, staff where staff.login = 'xiaoshi' and term.person = %s
"""


def test_the_plan_is_there_without_what_officers_assessed(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    assert own.get("/own/api/record").json()["plan"] is None
    with desk.pool.connection() as tx:
        review = TODAY + timedelta(days=90)
        tx.execute(PLAN, [review, TODAY, desk.now, person["id"]])
    record = own.get("/own/api/record")
    assert record.json()["plan"]["goals"][0]["need"] == "就业"
    assert "评估内容" not in record.text


def test_the_person_sees_who_looked_and_why_even_for_a_complaint(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    for login, reason in (("xiaoshi", "case_work"), ("city", "complaint")):
        answer = desk.sign_in(login).get(f"/api/people/{person['id']}", params={"reason": reason})
        assert answer.is_success
    views = own.get("/own/api/record").json()["views"]
    seen = [(one["name"], one["reason"]) for one in views if one["action"] == "view_person"]
    assert seen == [("市局 吴处", "complaint"), ("小市 李工", "case_work")]


def test_an_answer_waits_until_it_is_read(desk: Desk, own: httpx.Client) -> None:
    made = complain(own)
    desk.sign_in("county").post(f"/api/complaints/{made['id']}/answer", json=ANSWER)
    assert own.get("/own/api/home").json()["answers"] == 1
    own.get("/own/api/complaints")
    assert own.get("/own/api/home").json()["answers"] == 0


def issued(desk: Desk, kind: str, person: str) -> UUID:
    with desk.pool.connection() as tx:
        by = staff(desk, "county")
        return papers.issue(tx, kind, UUID(person), SAMPLES[kind], by, TOWN[:6], desk.now)


def test_papers_meant_for_the_person_are_there_as_they_were_issued(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    mine, _ = (issued(desk, kind, person["id"]) for kind in (TO_PERSON, TO_COURT))
    [shown] = own.get("/own/api/record").json()["papers"]
    assert (shown["id"], shown["void"]) == (str(mine), False)
    answer = own.get(f"/own/api/papers/{mine}")
    with desk.pool.connection() as tx:
        assert answer.content == papers.file(tx, mine)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_downloads_what_is_not_meant_for_them(
    desk: Desk, own: httpx.Client, person: dict[str, Any]
) -> None:
    other = new_person(desk.sign_in(), name="测试乙")["id"]
    for paper in (
        issued(desk, TO_COURT, person["id"]),
        issued(desk, TO_PERSON, other),
        uuid4(),
    ):
        assert own.get(f"/own/api/papers/{paper}").status_code == 404


def test_a_message_reaches_the_office_and_its_answer_the_person(
    desk: Desk, own: httpx.Client
) -> None:
    given = {"kind": "legal_aid", "words": "想问工伤赔偿", "phone": "024-0000 0000"}
    made = own.post("/own/api/help", json=given)
    assert made.status_code == 201, made.text
    [(days,)] = desk.rows("select value from rule where rule = 'contact.answer_days'")
    assert made.json()["answer_by"] == (TODAY + timedelta(days=days)).isoformat()
    request = UUID(made.json()["id"])
    with desk.pool.connection() as tx:
        done = asks.answer(tx, request, staff(desk, "county"), True, "周四下午来电", desk.now)
        assert done.decision == "granted"
        with pytest.raises(AlreadyDecided):
            asks.answer(tx, request, staff(desk, "county2"), True, "再答", desk.now)
    [seen] = own.get("/own/api/help").json()
    assert (seen["answer"], seen["answered_by"]) == ("周四下午来电", "县局 王工")


def test_an_office_answers_under_any_delegation_and_not_without(
    desk: Desk, own: httpx.Client
) -> None:
    made = own.post("/own/api/help", json={"kind": "contact", "words": "请给我打电话"}).json()
    with desk.pool.connection() as tx, pytest.raises(NotDelegated):
        asks.answer(tx, UUID(made["id"]), staff(desk, "xiaoshi"), True, "好", desk.now)
    given = {"township": TOWN, "powers": ["report"], "document": "1号", "from_on": str(TODAY)}
    assert desk.sign_in("county").post("/api/delegations", json=given).is_success
    with desk.pool.connection() as tx:
        done = asks.answer(tx, UUID(made["id"]), staff(desk, "xiaoshi"), True, "好", desk.now)
    assert done.delegation is not None


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "leave", "words": "一"},
        {"kind": "contact", "words": " "},
        {"kind": "contact", "words": "一" * 1001},
        {"kind": "contact", "words": "一", "phone": "电话"},
    ],
)
def test_a_message_is_of_two_kinds_and_bounded(own: httpx.Client, given: dict[str, str]) -> None:
    assert own.post("/own/api/help", json=given).status_code == 422
