"""What is tried against a term: two at once, files without end, and the database alone."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from typing import Any

import httpx
import psycopg
import pytest
from stack.builders import TOWN

from .conftest import TODAY, Desk, open_record
from .terms import CAME, DOCUMENT, WHO, code, declared, delegate, done, register, registered, step

MB = 1024 * 1024
PDF = b"%PDF-1.7\n"


def upload(client: httpx.Client, person: str, content: Any, **query: str) -> httpx.Response:
    """Send a file."""
    return client.post(
        f"/api/people/{person}/documents",
        params={"kind": "judgment", "name": "判决书.pdf"} | query,
        content=content,
        headers={"Content-Type": "application/pdf"},
    )


def endless() -> Iterator[bytes]:
    """200 MB, in pieces."""
    for _ in range(200):
        yield b"0" * MB


def test_a_document_is_kept_byte_for_byte_and_once(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    content = PDF + bytes(range(256)) * 4096  # 1 MB, beyond the bound of every other door
    kept = upload(county, person, content).json()["id"]
    found = county.get(f"/api/people/{person}/documents/{kept}")
    assert (found.content, found.headers["content-type"]) == (content, "application/pdf")
    assert found.headers["content-disposition"].startswith("attachment;")
    assert code(upload(county, person, content, name="另名.pdf")) == (409, "duplicate_document")
    assert code(upload(county, person, b"MZ not a document")) == (422, "unknown_file")
    [listed] = county.get(f"/api/people/{person}/term").json()["documents"]
    assert (listed["size"], listed["by"]) == (len(content), "县局 王工")
    with pytest.raises(psycopg.errors.RaiseException, match="never edited"):
        desk.rows("update court_document set content = 'x' returning 1")


def test_another_office_reads_no_document(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    kept = upload(county, person, PDF).json()["id"]
    path = f"/api/people/{person}/documents/{kept}"
    assert code(desk.sign_in("caohe").get(path)) == (404, "not_found")
    assert code(desk.sign_in("county2").get(path)) == (403, "reason_needed")


def test_ten_megabytes_are_taken_and_one_byte_more_is_not(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    most = PDF.ljust(10 * MB, b"0")
    assert upload(county, person, most).status_code == 201
    refused = upload(county, person, most + b"0")
    assert code(refused) == (413, "too_large")
    assert "10240 KB" in refused.json()["detail"]


def test_a_file_of_200_mb_is_refused_before_it_is_read(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = registered(county)
    # announced only: not a byte of it is sent, and the answer is there
    raw = HTTPConnection(desk.address.removeprefix("http://"), timeout=20)
    raw.putrequest("POST", f"/api/people/{person}/documents?kind=judgment&name=x.pdf")
    raw.putheader("Content-Type", "application/pdf")
    raw.putheader("Content-Length", str(200 * MB))
    raw.endheaders()
    answer = raw.getresponse()
    assert (answer.status, json.load(answer)["code"]) == (413, "too_large")
    raw.close()
    # and whoever does not say how much it is is stopped on the way
    with suppress(httpx.WriteError):  # the door may be shut while we are still sending
        assert code(upload(county, person, endless())) == (413, "too_large")
    assert desk.rows("select 1 from court_document") == []


def test_a_large_body_elsewhere_is_refused_as_before(desk: Desk) -> None:
    county = desk.sign_in("county")
    assert code(register(county, offence="x" * 70_000)) == (413, "too_large")


def test_of_two_who_register_the_same_document_at_once_one_does(desk: Desk) -> None:
    clients = [desk.sign_in(one) for one in ("county", "county2", "head")]
    with ThreadPoolExecutor(3) as three:
        answers = sorted(one.status_code for one in three.map(register, clients))
    assert answers == [201, 409, 409]
    assert desk.rows("select count(*) from person") == [(1,)]


def test_of_two_who_receive_at_once_one_does(desk: Desk) -> None:
    person = registered(desk.sign_in("county"))
    clients = [desk.sign_in(one) for one in ("county", "county2", "head")]
    for client in clients:
        open_record(client, person, "case_work")
    with ThreadPoolExecutor(3) as three:
        answers = list(three.map(lambda one: step(one, person, "receive", CAME), clients))
    assert sorted(one.status_code for one in answers) == [200, 409, 409]
    assert desk.rows("select count(*) from act where kind = 'received'") == [(1,)]


def propose(desk: Desk, person: str, login: str = "county") -> str:
    """A proposal of the category, as its request."""
    client = desk.sign_in(login)
    open_record(client, person, "case_work")
    found = done(client, person, "categorise", {"category": "strict", "reasons": "评估较高"})
    return str(found["term"]["proposal"]["request"])


def test_of_two_who_decide_at_once_one_does(desk: Desk) -> None:
    request = propose(desk, declared(desk.sign_in("county")))
    clients = [desk.sign_in("county2"), desk.sign_in("head")]
    with ThreadPoolExecutor(2) as two:
        answers = list(
            two.map(
                lambda one: one.post(f"/api/approvals/{request}", json={"granted": True}), clients
            )
        )
    assert sorted(one.status_code for one in answers) == [200, 409]
    assert desk.rows("select count(*) from act where kind = 'category_set'") == [(1,)]
    assert desk.rows("select count(*) from paper where kind = 'category_notice'") == [(1,)]


def test_nobody_decides_the_own_proposal_and_no_office_decides_for_the_county(desk: Desk) -> None:
    delegate(desk)
    person = declared(desk.sign_in("county"))
    request = propose(desk, person)
    yes = {"granted": True}
    for login, refusal in (
        ("county", (403, "own_request")),
        ("xiaoshi", (403, "wrong_level")),
        ("huanren", (404, "not_found")),
        ("city", (403, "wrong_level")),
    ):
        answer = desk.sign_in(login).post(f"/api/approvals/{request}", json=yes)
        assert code(answer) == refusal, login
    again = {"category": "lenient", "reasons": "x"}
    assert code(step(desk.sign_in("county"), person, "categorise", again)) == (409, "proposal_open")
    assert desk.rows("select state, category from term") == [("declared", None)]


def test_a_refused_category_has_reasons_and_a_place_to_complain(desk: Desk) -> None:
    person = declared(desk.sign_in("county"))
    request, other = propose(desk, person), desk.sign_in("county2")
    path = f"/api/approvals/{request}"
    assert code(other.post(path, json={"granted": False, "reasons": " "})) == (
        422,
        "reasons_needed",
    )
    answer = other.post(path, json={"granted": False, "reasons": "依据不足"})
    assert answer.status_code == 200, answer.text
    [(decision, route)] = desk.rows("select decision, complaint_route from request")
    assert decision == "refused"
    assert "人民检察院" in route
    assert desk.rows("select state from term") == [("declared",)]


DECIDE = """update request set decision = 'granted', decided_at = now(),
            decided_by = (select id from staff where login = '{}'){}"""
REFUSE = """update request set decision = 'refused', decided_at = now(),
            decided_by = (select id from staff where login = 'county2')"""
END = "update term set ended_on = now(), state = '{}', end_reason = '{}'"
AGAIN = """insert into term select gen_random_uuid(), person, sentence, offence, court, 'x',
           judged_on, effective_on, starts_on, ends_on, report_by, state, category, overlays,
           received_on, declared_on, category_on, ended_on, end_reason, 1, created_at from term"""


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (DECIDE.format("xiaoshi", ""), "another level"),
        (DECIDE.format("huanren", ""), "another level"),
        (DECIDE.format("city", ""), "another level"),
        (DECIDE.format("county", ""), "nobody_decides_the_own_request"),
        (DECIDE.format("county2", ", body = '{}'"), "never changes"),
        (REFUSE, "refused_with_reasons_and_route"),
        ("delete from request", "decided once"),
        ("update term set state = 'received'", "never goes back"),
        ("update term set received_on = null, declared_on = null", "never goes back"),
        (END.format("released", "served"), "served_to_the_last_day"),
        (END.format("released", "dead"), "ends_for_its_reason"),
        (END.format("terminated", "recommitted"), "ends_for_its_reason"),
        ("update term set state = 'active'", "violates check constraint"),
        (AGAIN, "term_live"),
        ("update declaration set open = true", "never edited"),
        ("update correction_group set members = '[]'", "never edited"),
    ],
)
def test_the_database_itself_refuses(desk: Desk, statement: str, says: str) -> None:
    propose(desk, declared(desk.sign_in("county")))
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.Error, match=says):
        tx.execute(statement.encode())


def test_a_minor_is_registered_by_a_specialist_and_seen_by_nobody_else(desk: Desk) -> None:
    young = WHO | {"minor": True, "face_allowed": True}
    specialist = desk.sign_in("minors")
    assert code(register(specialist, newcomer=young)) == (422, "minors_have_no_face")
    person = registered(specialist, newcomer=young | {"face_allowed": False})
    for login in ("county", "xiaoshi", "head", "prosecutor"):
        assert code(desk.sign_in(login).get(f"/api/people/{person}/term")) == (404, "not_found")
    known = {"newcomer": None, "person": person, "judgment_no": "(2026)示9号"}
    assert code(register(desk.sign_in("county"), **known)) == (404, "not_found")


def test_the_person_reads_the_own_term_and_no_one_elses(desk: Desk) -> None:
    county = desk.sign_in("county")
    mine, other = declared(county), registered(county, newcomer=WHO | {"name": "示例丙"})
    with psycopg.connect(desk.url) as tx:
        tx.execute("set local role yizhan_self")
        tx.execute("select set_config('yizhan.person', %s, true)", [mine])
        for table in ("term", "act", "correction_group", "declaration", "term_version"):
            seen = tx.execute(f"select distinct person::text from {table}").fetchall()  # noqa: S608
            assert seen == [(mine,)], table
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tx.execute("update term set ends_on = %s where person = %s", [TODAY, other])


def test_what_was_registered_is_what_the_court_wrote(desk: Desk) -> None:
    registered(desk.sign_in("county"))
    [row] = desk.rows("select sentence, offence, court, judgment_no, ends_on::text from term")
    assert list(row) == [DOCUMENT[one] for one in
                         ("sentence", "offence", "court", "judgment_no", "ends_on")]  # fmt: skip
    assert desk.rows("select township from person") == [(TOWN,)]
