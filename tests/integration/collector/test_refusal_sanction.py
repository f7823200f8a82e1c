"""Refusal 5: no sanction without human author, evidence, notice and objection route.

The forbidden thing is tried at the service, at the API and at the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import CheckViolation, NotNullViolation, RaiseException
from yizhan_collector.rooms.conduct import service
from yizhan_collector.rooms.conduct.model import EvidenceNeeded, HearingNeeded, Proposal
from yizhan_collector.rooms.requests.model import OwnRequest, ReasonsNeeded, Verdict
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Staff

from .conducting import DAY, WARNED, decided, missing, proposed, step, told
from .conftest import PASSWORD, TODAY, Desk, open_record

REFUSED = (CheckViolation, NotNullViolation, RaiseException)


def by_login(tx: psycopg.Connection, desk: Desk, login: str) -> Staff:
    """This member of staff."""
    return staff_room.sign_in(tx, login, PASSWORD, desk.now)[0]


@contextmanager
def owner(desk: Desk) -> Iterator[psycopg.Connection]:
    """The owner of the database, whom no wall holds back."""
    tx = psycopg.connect(desk.url)
    try:
        yield tx
        tx.commit()
    finally:
        tx.close()


def proposal(person: str, **changes: Any) -> Proposal:
    """A warning as the service takes it."""
    given = {**WARNED, "person": UUID(person), "evidence": ("客运站核实记录",)} | changes
    return Proposal(**given)  # type: ignore[arg-type]


# the service


def test_the_service_refuses_a_measure_without_evidence_or_hearing(desk: Desk) -> None:
    person = missing(desk)
    with owner(desk) as tx:
        officer = by_login(tx, desk, "xiaoshi")
        with pytest.raises(EvidenceNeeded):
            service.propose(tx, proposal(person, evidence=()), officer, desk.now)
        with pytest.raises(HearingNeeded):
            service.propose(tx, proposal(person, heard=""), officer, desk.now)


def test_the_service_lets_nobody_decide_the_own_proposal_nor_without_reasons(desk: Desk) -> None:
    person = missing(desk)
    with owner(desk) as tx:
        county = by_login(tx, desk, "county")
        one = service.propose(tx, proposal(person), county, desk.now)
        with pytest.raises(OwnRequest):
            service.decide(tx, one, Verdict(True, "事实清楚"), county, desk.now)
        head = by_login(tx, desk, "head")
        with pytest.raises(ReasonsNeeded):
            service.decide(tx, one, Verdict(True, " "), head, desk.now)


def test_a_measure_weighs_nothing_before_it_is_told(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    decided(desk, one)
    with owner(desk) as tx:
        assert service.get(tx, UUID(one["id"])).past is None
    told(desk, one)
    with owner(desk) as tx:
        assert service.get(tx, UUID(one["id"])).past is not None


# the API


def test_the_api_refuses_what_lacks_evidence_hearing_or_reasons(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    open_record(officer, person)
    bad: list[dict[str, object]] = [
        {"evidence": []}, {"heard": ""}, {"considered": ""}, {"facts": " "},
    ]  # fmt: skip
    for changes in bad:
        given = {"person": person, **WARNED, **changes}
        assert officer.post("/api/conduct/sanctions", json=given).status_code in (400, 422)
    assert desk.rows("select * from sanction") == []
    one = proposed(officer, person)
    bare = step(desk.sign_in("county"), one, "decide", granted=True, reasons=" ")
    assert bare.status_code in (400, 422)


def test_the_api_lets_no_office_decide_and_nobody_the_own(desk: Desk) -> None:
    person = missing(desk)
    one = proposed(desk.sign_in("county"), person)
    given = {"granted": True, "reasons": "事实清楚。"}
    assert step(desk.sign_in(), one, "decide", **given).status_code == 403
    assert step(desk.sign_in("county"), one, "decide", **given).json()["code"] == "own_request"
    assert step(desk.sign_in("head"), one, "decide", **given).status_code == 200


def test_the_api_tells_only_what_is_decided_and_always_how(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    notice = {"on": str(TODAY), "how": "当面宣读"}
    early = step(desk.sign_in(), one, "tell", **notice)
    assert early.json()["code"] == "not_decided_yet"
    decided(desk, one)
    assert step(desk.sign_in(), one, "tell", on=str(TODAY), how=" ").status_code in (400, 422)
    assert step(desk.sign_in(), one, "tell", **notice).status_code == 200


def test_two_who_decide_at_once_decide_once(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    decided(desk, one)
    again = step(desk.sign_in("head"), one, "decide", granted=False, reasons="证据不足。")
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")


# the database


INSERT = """
insert into sanction (id, person, term, measure, ground, facts, heard, considered, proposed_by,
                      proposed_at, request, objection_route, state, since)
select %(id)s, %(person)s, term.id, %(measure)s, %(ground)s, '事实', %(heard)s, '意见',
       %(by)s, %(now)s, %(request)s, %(route)s, %(state)s, %(since)s
from term where person = %(person)s
"""


def inserted(tx: psycopg.Connection, desk: Desk, person: str, **changes: Any) -> UUID:
    """A sanction written past the service."""
    by = tx.execute("select id from staff where login = 'xiaoshi'").fetchone()
    request, one = uuid4(), uuid4()
    tx.execute(
        "insert into request (id, person, kind, level, county, township, asked_by, asked_at,"
        " channel) values (%s, %s, 'warning', 'county', '210521', '210521100', %s, %s, 'desk')",
        [request, person, by and by[0], desk.now],
    )
    row = {
        "id": one, "person": person, "measure": "warning", "ground": "rules_heavier",
        "heard": "陈述", "by": by and by[0], "now": desk.now, "request": request,
        "route": "向县司法局提出", "state": "proposed", "since": None,
    }  # fmt: skip
    tx.execute(INSERT, row | changes)
    return one


def shown(tx: psycopg.Connection, one: UUID, person: str, day: Any = None, no: int = 1) -> None:
    """One line of evidence."""
    tx.execute(
        "insert into sanction_evidence (sanction, no, person, day, text) values"
        " (%s, %s, %s, %s, '证据')",
        [one, no, person, day],
    )


def written(desk: Desk, person: str, day: date | None = None, **changes: Any) -> None:
    """A sanction with one line of evidence, past the service."""
    with owner(desk) as tx:
        shown(tx, inserted(tx, desk, person, **changes), person, day)


@pytest.mark.parametrize(
    "changes",
    [
        {"by": None}, {"route": ""}, {"route": None}, {"heard": ""}, {"state": "decided"},
        {"state": "in_force"}, {"ground": "late_or_away"},
    ],
)  # fmt: skip
def test_the_database_takes_no_sanction_without_author_route_or_hearing(
    desk: Desk, changes: dict[str, Any]
) -> None:
    person = missing(desk)
    with pytest.raises(REFUSED):
        written(desk, person, **changes)
    assert desk.rows("select * from sanction") == []


def test_the_database_takes_no_sanction_without_evidence(desk: Desk) -> None:
    person = missing(desk)
    with pytest.raises(CheckViolation), owner(desk) as tx:
        inserted(tx, desk, person)
    written(desk, person)
    assert len(desk.rows("select * from sanction")) == 1


@pytest.mark.parametrize(
    ("measure", "days", "taken"),
    [
        ("reprimand", 10, True), ("reprimand", 11, False),
        ("warning", 10, False), ("warning", 11, True),
        ("revocation_proposal", 30, False), ("revocation_proposal", 31, True),  # one month
    ],
)  # fmt: skip
def test_the_database_counts_the_days_of_a_measure_itself(
    desk: Desk, measure: str, days: int, taken: bool
) -> None:
    person = missing(desk)

    def write() -> None:
        with owner(desk) as tx:
            ground = {"ground": "late_or_away", "since": TODAY}
            one = inserted(tx, desk, person, measure=measure, **ground)
            for n in range(1, days + 1):
                shown(tx, one, person, TODAY + n * DAY, n)

    if taken:
        write()
    else:
        with pytest.raises(CheckViolation):
            write()


def test_the_database_lets_no_excused_day_and_no_day_without_a_post_count(desk: Desk) -> None:
    person = missing(desk)
    with owner(desk) as tx:
        tx.execute(
            "insert into excuse (id, person, from_on, to_on, why, evidence, author, recorded_at)"
            " select gen_random_uuid(), %s, %s, %s, 'health', '诊断书', id, %s"
            " from staff where login = 'xiaoshi'",
            [person, TODAY, TODAY, desk.now],
        )
        tx.execute(
            "insert into post_day values ('210521100', %s, '{}', %s)",
            [TODAY + DAY, desk.now],
        )
    for ahead in (0, 1):
        with pytest.raises(CheckViolation):
            written(desk, person, TODAY + ahead * DAY)


def test_the_database_lets_nobody_decide_past_the_request(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    decide = (
        "update sanction set state = 'decided', decided_by = (select id from staff where"
        " login = 'county'), decided_at = %s, reasons = '可', copied_on = %s where id = %s"
    )
    with pytest.raises(REFUSED), owner(desk) as tx:
        tx.execute(decide, [desk.now, TODAY, one["id"]])


def test_the_database_puts_nothing_in_force_before_it_is_told(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    decided(desk, one)
    with pytest.raises(REFUSED), owner(desk) as tx:
        tx.execute("update sanction set state = 'in_force' where id = %s", [one["id"]])


def test_the_database_keeps_what_was_decided_and_shown(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    for query in (
        "update sanction set facts = '别的' where id = %s",
        "delete from sanction where id = %s",
        "update sanction_evidence set text = '别的' where sanction = %s",
        "delete from sanction_evidence where sanction = %s",
    ):
        with pytest.raises(REFUSED), owner(desk) as tx:
            tx.execute(query, [one["id"]])


def test_the_database_lets_nobody_answer_an_objection_to_the_own_decision(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    decided(desk, one)
    told(desk, one)
    raised = step(desk.sign_in(), one, "objection", text="不服。")
    assert raised.status_code == 201, raised.text
    with pytest.raises(CheckViolation), owner(desk) as tx:
        tx.execute(
            "update objection set outcome = 'upheld', findings = '维持', answered_at = %s,"
            " answered_by = (select id from staff where login = 'county'),"
            " paper = (select paper from sanction) where sanction = %s",
            [desk.now, one["id"]],
        )
