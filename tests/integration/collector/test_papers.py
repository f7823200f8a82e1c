"""Papers are numbered without gaps, kept as they were issued, served, and seen by whom they may."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stack.papers import SAMPLES
from yizhan_collector.ground.refusals import NotFound, Refused
from yizhan_collector.rooms.papers import drafts
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.papers.model import (
    AlreadyVoid,
    Search,
    Served,
    ServedTooEarly,
    ServiceUnproved,
    Void,
    WrongBody,
)
from yizhan_collector.rooms.staff.model import NotAllowed

from .conftest import TODAY, Desk
from .paper_desk import COUNTY, behind, issue, open_for, somebody

TWIST: dict[str, dict[str, object]] = {
    "unprintable": {"facts": "😀"},
    "missing": {"facts": ""},
    "unknown": {"extra": 1},
}

SERVED = """
insert into paper_service (id, paper, way, recipient, served_on, place, proof, refused, witness,
                           recorded_by, recorded_at)
select gen_random_uuid(), id, {}, issued_by, issued_at from paper where id = %s
"""

TERM = """
insert into term (id, person, sentence, offence, court, judgment_no, judged_on, effective_on,
                  starts_on, ends_on, report_by, state, created_at)
select gen_random_uuid(), %s, 'probation', '盗窃罪', '法院', '1', day, day, day, day + 300, day,
       'expected', day from (values (date '2026-11-01')) one (day)
"""


def numbers(desk: Desk, kind: str = "reprimand") -> list[int]:
    """The numbers of a kind, sorted."""
    return [row[0] for row in desk.rows("select no from paper where kind = %s order by no", kind)]


def test_numbers_run_by_kind_body_and_year(desk: Desk) -> None:
    person = somebody(desk)
    for kind in ("reprimand", "warning", "reprimand"):
        issue(desk, person, kind)
    desk.now = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai
    issue(desk, person)
    with behind(desk, "xiaoshi") as (tx, staff):
        visit = SAMPLES["visit_record"]
        papers.issue(tx, "visit_record", person, visit, staff, "210521100", desk.now)
    found = desk.rows("select number from paper order by issued_at, number")
    assert {one for (one,) in found} == {
        "本县矫训〔2026〕1号",
        "本县矫警〔2026〕1号",
        "本县矫训〔2026〕2号",
        "本县矫训〔2027〕1号",
        "本县矫小市访〔2027〕1号",
    }


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["good", "rolled_back", *TWIST]), min_size=1, max_size=8))
def test_whatever_fails_the_numbers_have_no_gap(desk: Desk, acts: list[str]) -> None:
    person = somebody(desk)
    before = len(numbers(desk))
    for act in acts:
        fields: dict[str, object] = {**SAMPLES["reprimand"], **TWIST.get(act, {})}
        try:
            with behind(desk) as (tx, staff):
                papers.issue(tx, "reprimand", person, fields, staff, COUNTY, desk.now)
                if act == "rolled_back":
                    raise psycopg.Rollback
        except (Refused, psycopg.Rollback):
            assert act != "good"
    after = numbers(desk)
    assert after == list(range(1, len(after) + 1))
    assert len(after) - before == acts.count("good")


def test_officers_at_once_get_different_numbers_in_a_row(desk: Desk) -> None:
    person, failed = somebody(desk), []

    def officer(login: str, kinds: list[str]) -> None:
        try:
            for _ in range(4):
                with behind(desk, login) as (tx, staff):
                    for kind in kinds:
                        fields = SAMPLES[kind]
                        papers.issue(tx, kind, person, fields, staff, COUNTY, desk.now)
        except Exception as error:  # shown by the assertion below
            failed.append(error)

    kinds = ["reprimand", "warning", "praise"]
    threads = [
        threading.Thread(target=officer, args=(login, order))
        for login, order in (("county", kinds), ("head", kinds[::-1]), ("county", kinds))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    for kind in kinds:
        assert numbers(desk, kind) == list(range(1, 13))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("select next_paper_no('210521', 'reprimand', 2026)", "no paper bears it"),
        ("update paper set title = 'x'", "never changed"),
        ("update paper_content set fields = '{}'", "never changed"),
        ("delete from paper", "never changed"),
        ("delete from paper_content", "never changed"),
        ("delete from paper_void", "never changed"),
        ("update paper_service set recipient = 'x'", "never changed"),
        ("truncate paper cascade", "never changed"),
    ],
)
def test_the_database_itself_keeps_papers_as_they_are(
    desk: Desk, statement: str, message: str
) -> None:
    issue(desk, somebody(desk))
    with (
        pytest.raises(psycopg.errors.RaiseException, match=message),
        psycopg.connect(desk.url) as tx,
    ):
        tx.execute(f"{statement}; set constraints all immediate")
    assert numbers(desk) == [1]


def test_the_database_takes_no_number_of_ones_own_and_no_other_bytes(desk: Desk) -> None:
    paper = issue(desk, somebody(desk))
    own = (
        "insert into paper (id, kind, body, year, no, number, title, person, to_person, issued_on,"
        " issued_at, issued_by, sha256) select gen_random_uuid(), kind, body, year, 7, 'x', title,"
        " person, to_person, issued_on, issued_at, issued_by, sha256 from paper"
    )
    other = (
        "insert into paper_content select %s, person, fields, 'other'::bytea, sha256"
        " from paper_content"
    )
    with pytest.raises(psycopg.errors.RaiseException), psycopg.connect(desk.url) as tx:
        tx.execute(own)
    with pytest.raises(psycopg.errors.CheckViolation), psycopg.connect(desk.url) as tx:
        tx.execute(other, [paper])


def test_a_paper_verifies_until_its_bytes_are_touched(desk: Desk) -> None:
    person = somebody(desk)
    paper = issue(desk, person)
    open_for(desk, person)
    with behind(desk) as (tx, _):
        assert papers.verify(tx, paper)
        assert papers.file(tx, paper).startswith(b"%PDF-")
    with psycopg.connect(desk.url) as tx:  # somebody with the owner's keys and bad intent
        tx.execute("set session_replication_role = replica")
        tx.execute("alter table paper_content drop constraint paper_content_check")
        tx.execute("update paper_content set pdf = pdf || 'x'::bytea")
    with behind(desk) as (tx, _):
        assert not papers.verify(tx, paper)


def test_a_content_is_read_only_while_the_record_is_open(desk: Desk) -> None:
    person = somebody(desk)
    paper = issue(desk, person)
    with behind(desk) as (tx, _):
        assert papers.get(tx, paper).number == "本县矫训〔2026〕1号"
        with pytest.raises(NotFound):
            papers.file(tx, paper)
    open_for(desk, person)
    with behind(desk) as (tx, _):
        assert papers.file(tx, paper)
    desk.now += timedelta(minutes=31)
    with behind(desk) as (tx, _), pytest.raises(NotFound):
        papers.file(tx, paper)


@pytest.mark.parametrize("login", ["huanren", "caohe", "tech"])
def test_another_area_sees_no_paper(desk: Desk, login: str) -> None:
    paper = issue(desk, somebody(desk))
    with behind(desk, login) as (tx, _), pytest.raises((NotFound, psycopg.Error)):
        papers.get(tx, paper)


def test_papers_of_a_minor_are_seen_by_the_specialist_alone(desk: Desk) -> None:
    child = somebody(desk, minor=True)
    paper = issue(desk, child, "declaration", "minors")
    with behind(desk) as (tx, staff):
        assert papers.search(tx, Search()) == ([], 0)
        with pytest.raises(NotFound):
            papers.get(tx, paper)
        with pytest.raises(NotFound):
            papers.issue(tx, "reprimand", child, SAMPLES["reprimand"], staff, COUNTY, desk.now)


def test_a_paper_about_nobody_belongs_to_its_body(desk: Desk) -> None:
    paper = issue(desk, None, "opinion_reply")
    with behind(desk, "prosecutor") as (tx, _):
        assert papers.verify(tx, paper)
    with behind(desk, "huanren") as (tx, _), pytest.raises(NotFound):
        papers.get(tx, paper)


def test_the_person_sees_what_is_meant_for_the_person(desk: Desk) -> None:
    person = somebody(desk)
    own = issue(desk, person)
    for kind in ("revocation_proposal", "lost_contact_record"):
        issue(desk, person, kind)
    issue(desk, somebody(desk, "测试乙"))
    with psycopg.connect(desk.url) as tx:
        tx.execute(TERM, [person])
        tx.execute("set role yizhan_self")
        tx.execute("select set_config('yizhan.person', %s, true)", [str(person)])
        assert [one.id for one in papers.search(tx, Search())[0]] == [own]
        assert papers.verify(tx, own)
        assert tx.execute("select count(*) from paper_content").fetchone() == (1,)


@pytest.mark.parametrize(
    ("login", "kind", "body", "refusal"),
    [
        ("educator", "reprimand", COUNTY, NotAllowed),
        ("prosecutor", "reprimand", COUNTY, NotAllowed),
        ("city", "reprimand", COUNTY, NotAllowed),
        ("xiaoshi", "reprimand", "210521100", WrongBody),
        ("county", "reprimand", "210522", WrongBody),
        ("county", "reprimand", "999999", WrongBody),
    ],
)
def test_who_may_not_issue_is_refused_and_nothing_is_kept(
    desk: Desk, login: str, kind: str, body: str, refusal: type[Refused]
) -> None:
    person = somebody(desk)
    with pytest.raises(refusal), behind(desk, login) as (tx, staff):
        papers.issue(tx, kind, person, SAMPLES[kind], staff, body, desk.now)
    assert numbers(desk) == []


def test_a_paper_is_served_and_again_and_each_line_stays(desk: Desk) -> None:
    paper = issue(desk, somebody(desk))
    desk.now += timedelta(days=2)
    ways = (
        Served("post", "测试甲", TODAY + timedelta(days=1), proof="挂号 0001"),
        Served("left", "测试甲", TODAY + timedelta(days=2), "住处", "", True, "示例丙"),
    )
    with behind(desk) as (tx, staff):
        for one in ways:
            papers.serve(tx, paper, one, staff, desk.now)
    with behind(desk, "xiaoshi") as (tx, _):
        found = papers.services(tx, paper)
        assert [(one.way, one.served_on, one.witness) for one in found] == [
            ("post", ways[0].on, ""),
            ("left", ways[1].on, "示例丙"),
        ]
        assert papers.get(tx, paper).served_on == ways[0].on


@pytest.mark.parametrize(
    ("served", "refusal"),
    [
        (Served("direct", "测试甲", TODAY - timedelta(days=1)), ServedTooEarly),
        (Served("direct", "测试甲", TODAY + timedelta(days=1)), ServedTooEarly),
        (Served("left", "测试甲", TODAY, refused=True), ServiceUnproved),
        (Served("electronic", "测试甲", TODAY), ServiceUnproved),
    ],
)
def test_a_service_that_cannot_be_is_refused(
    desk: Desk, served: Served, refusal: type[Refused]
) -> None:
    paper = issue(desk, somebody(desk))
    with pytest.raises(refusal), behind(desk) as (tx, staff):
        papers.serve(tx, paper, served, staff, desk.now)


@pytest.mark.parametrize(
    "values",
    [
        "'left', '测试甲', '2026-11-24', '', '', true, ''",
        "'electronic', '测试甲', '2026-11-24', '', '', false, ''",
        "'direct', '测试甲', '2026-11-23', '', '', false, ''",
        "'direct', '', '2026-11-24', '', '', false, ''",
    ],
)
def test_the_database_too_refuses_such_a_service(desk: Desk, values: str) -> None:
    paper = issue(desk, somebody(desk))
    with (
        pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.RaiseException)),
        psycopg.connect(desk.url) as tx,
    ):
        tx.execute(SERVED.format(values), [paper])


def test_a_void_paper_keeps_its_number_and_is_not_served(desk: Desk) -> None:
    person = somebody(desk)
    paper = issue(desk, person)
    with behind(desk) as (tx, staff):
        papers.void(tx, paper, "姓名有误", staff, desk.now)
        assert papers.get(tx, paper).void_reason == "姓名有误"
    for act, refusal in ((_serve, Void), (_void, AlreadyVoid)):
        with pytest.raises(refusal), behind(desk) as (tx, staff):
            act(tx, paper, staff, desk.now)
    issue(desk, person)
    assert numbers(desk) == [1, 2]


def _serve(tx: Any, paper: UUID, staff: Any, now: datetime) -> None:
    papers.serve(tx, paper, Served("direct", "测试甲", TODAY), staff, now)


def _void(tx: Any, paper: UUID, staff: Any, now: datetime) -> None:
    papers.void(tx, paper, "再次", staff, now)


def test_a_draft_is_nothing_until_an_officer_issues_it(desk: Desk) -> None:
    person = somebody(desk)
    fields = SAMPLES["reprimand"]
    with desk.pool.connection() as tx:  # a clock drafts
        draft = drafts.keep(tx, "reprimand", person, fields, None, COUNTY, desk.now)
    assert numbers(desk) == []
    with behind(desk) as (tx, staff):
        drafts.change(tx, draft, fields | {"heard": "已补充说明。"}, staff.id, desk.now)
        assert [one.drafted_by for one in drafts.of_person(tx, person)] == [staff.id]
    with behind(desk) as (tx, staff):
        paper = drafts.issue(tx, draft, staff, desk.now)
        assert drafts.of_person(tx, person) == []
    with pytest.raises(NotFound), behind(desk) as (tx, staff):
        drafts.issue(tx, draft, staff, desk.now)
    [(kept,)] = desk.rows("select fields->>'heard' from paper_content where paper = %s", paper)
    assert kept == "已补充说明。"


def test_city_counties_and_townships_issue_under_their_own_prefix(desk: Desk) -> None:
    rows = desk.rows("select body, organ, prefix from paper_issuer")
    assert len(rows) == len({prefix for *_, prefix in rows}) == 1 + 6 + 49
    known = {body: (organ, prefix) for body, organ, prefix in rows}
    assert known["210522201"] == ("桓仁满族自治县司法局雅河司法所", "桓矫雅河")


def test_the_register_is_searched_by_number_kind_day_and_person(desk: Desk) -> None:
    one, other = somebody(desk), somebody(desk, "测试乙")
    first, second, third = (
        issue(desk, one),
        issue(desk, one, "warning"),
        issue(desk, other, "warning"),
    )

    def found(**wish: Any) -> set[UUID]:
        with behind(desk) as (tx, _):
            lines, total = papers.search(tx, replace(Search(), **wish))
            assert total == len(lines)
            return {line.id for line in lines}

    assert found() == {first, second, third}
    assert found(number="警〔2026〕2") == {third}
    assert found(kind="warning") == {second, third}
    assert found(day=date(2026, 11, 23)) == set()
    assert found(day=TODAY, person=one) == {first, second}
    with behind(desk) as (tx, _):
        assert [paper.id for paper in papers.of_person(tx, other)] == [third]
