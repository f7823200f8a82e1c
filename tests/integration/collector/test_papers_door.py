"""The papers over HTTP: form, preview, issue, download, service, void, drafts, and who may."""

import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from stack.papers import SAMPLES

from .conftest import TODAY, Desk, new_person, open_record

REPRIMAND = SAMPLES["reprimand"]


@pytest.fixture
def office(desk: Desk) -> tuple[httpx.Client, str]:
    """The county's desk with somebody's record open."""
    county = desk.sign_in("county")
    person = new_person(county)["id"]
    open_record(county, person)
    return county, person


def wish(person: str | None, kind: str = "reprimand", **changes: Any) -> dict[str, Any]:
    """What a paper shall say."""
    return {"kind": kind, "person": person, "fields": SAMPLES[kind] | changes}


def issued(client: httpx.Client, person: str | None, kind: str = "reprimand") -> dict[str, Any]:
    """An issued paper."""
    answer = client.post("/api/papers", json=wish(person, kind))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def read(pdf: bytes, folder: Path) -> str:
    """What poppler reads in it."""
    (folder / "a.pdf").write_bytes(pdf)
    command = ["pdftotext", "-raw", str(folder / "a.pdf"), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_a_preview_is_marked_and_leaves_nothing_behind(
    desk: Desk, office: tuple[httpx.Client, str], tmp_path: Path
) -> None:
    county, person = office
    answer = county.post("/api/papers/preview", json=wish(person))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    said = read(answer.content, tmp_path)
    assert "测试甲" in said
    assert "草" in said
    word = county.post("/api/papers/preview.docx", json=wish(person))
    assert word.content[:2] == b"PK"
    assert desk.rows("select 1 from paper") == desk.rows("select 1 from paper_counter") == []


def test_what_was_issued_is_what_is_downloaded_and_both_are_noted(
    desk: Desk, office: tuple[httpx.Client, str], tmp_path: Path
) -> None:
    county, person = office
    paper = issued(county, person)
    assert paper["number"] == "本县矫训〔2026〕1号"
    answer = county.get(f"/api/papers/{paper['id']}/pdf")
    assert "filename*=UTF-8''%E6%9C%AC%E5%8E%BF" in answer.headers["content-disposition"]
    assert paper["number"] in read(answer.content, tmp_path).replace(" ", "")
    [(kept,)] = desk.rows("select pdf from paper_content")
    assert answer.content == bytes(kept)
    assert county.get(f"/api/papers/{paper['id']}/docx").content[:2] == b"PK"
    noted = desk.rows(
        "select action, subject from audit where action like %s order by id", "%paper"
    )
    assert noted == [("issue_paper", paper["id"]), *[("view_paper", paper["id"])] * 2]


@pytest.mark.parametrize("path", ["", "/pdf", "/docx"])
def test_a_paper_is_read_only_in_an_open_record(
    desk: Desk, office: tuple[httpx.Client, str], path: str
) -> None:
    paper = issued(*office)["id"]
    other = desk.sign_in("xiaoshi")
    answer = other.get(f"/api/papers/{paper}{path}")
    assert (answer.status_code, answer.json()["code"]) == (403, "reason_needed")
    assert desk.sign_in("huanren").get(f"/api/papers/{paper}{path}").status_code == 404


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"facts": "😀"}, "unprintable", "U+1F600"),
        ({"facts": "工\u202e作"}, "bad_fields", "违反规定的事实（facts）"),
        ({"facts": None}, "bad_fields", "违反规定的事实（facts）"),
        ({"evidence": []}, "bad_fields", "证据（evidence）：至少填写一项"),
        ({"extra": "x"}, "bad_fields", "extra"),
        ({"facts": "长" * 4001}, "bad_fields", "太长"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_half_written(
    desk: Desk, office: tuple[httpx.Client, str], changes: dict[str, Any], code: str, says: str
) -> None:
    county, person = office
    for path in ("", "/preview", "/preview.docx"):
        answer = county.post(f"/api/papers{path}", json=wish(person, **changes))
        if path == "/preview.docx" and code == "unprintable":
            continue  # an editor has fonts of its own
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
        assert says in answer.json()["detail"]
    assert desk.rows("select 1 from paper") == desk.rows("select 1 from paper_counter") == []


def test_an_office_issues_its_own_papers_and_not_the_countys(desk: Desk) -> None:
    officer = desk.sign_in("xiaoshi")
    person = new_person(officer)["id"]
    open_record(officer, person)
    assert issued(officer, person, "visit_record")["number"] == "本县矫小市访〔2026〕1号"
    answer = officer.post("/api/papers", json=wish(person))
    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_body")


def test_a_record_must_be_open_before_a_paper_about_it_is_made(desk: Desk) -> None:
    county = desk.sign_in("county")
    person = new_person(county)["id"]
    for path in ("", "/preview"):
        answer = county.post(f"/api/papers{path}", json=wish(person))
        assert answer.json()["code"] == "reason_needed"
    answer = county.post("/api/papers", json=wish(None))
    assert (answer.status_code, answer.json()["code"]) == (422, "person_needed")
    assert issued(county, None, "opinion_reply")["person"] is None


def test_service_is_written_down_and_a_void_paper_is_not_served(
    office: tuple[httpx.Client, str],
) -> None:
    county, person = office
    paper = issued(county, person)["id"]
    served: dict[str, Any] = {"way": "left", "recipient": "测试甲", "served_on": TODAY.isoformat()}
    refused = county.post(f"/api/papers/{paper}/service", json=served)
    assert (refused.status_code, refused.json()["code"]) == (422, "service_unproved")
    served |= {"refused": True, "witness": "示例丙"}
    record = county.post(f"/api/papers/{paper}/service", json=served).json()
    assert record["served_on"] == TODAY.isoformat()
    assert record["services"][0]["recorded_by"] == "县局 王工"
    assert record["intact"]
    void = county.post(f"/api/papers/{paper}/void", json={"reason": "姓名有误"}).json()
    assert void["void_reason"] == "姓名有误"
    again = county.post(f"/api/papers/{paper}/service", json=served)
    assert (again.status_code, again.json()["code"]) == (409, "void")
    twice = county.post(f"/api/papers/{paper}/void", json={"reason": "再次"})
    assert twice.json()["code"] == "already_void"


def test_the_register_is_searched_and_shows_no_content(
    desk: Desk, office: tuple[httpx.Client, str]
) -> None:
    county, person = office
    first = issued(county, person)
    issued(county, person, "warning")
    other = new_person(county, name="测试乙")["id"]
    open_record(county, other)
    issued(county, other)

    def found(**wish: str) -> list[str]:
        items = desk.sign_in("xiaoshi").get("/api/papers", params=wish).json()["items"]
        return [one["number"] for one in items]

    assert len(found()) == 3
    assert found(number="警〔2026〕1") == ["本县矫警〔2026〕1号"]
    assert found(kind="warning") == ["本县矫警〔2026〕1号"]
    assert found(day="2026-11-23") == found(who="丙") == []
    assert found(who="测试乙") == ["本县矫训〔2026〕2号"]
    assert found(person=person)[-1] == first["number"]
    assert "fields" not in first


def test_a_form_knows_its_fields_and_a_draft_becomes_a_paper(
    desk: Desk, office: tuple[httpx.Client, str]
) -> None:
    county, person = office
    kinds = {one["code"]: one for one in county.get("/api/papers/kinds").json()}
    assert kinds.keys() == SAMPLES.keys()
    form = county.get("/api/papers/kinds/reprimand", params={"person": person}).json()
    assert form["fields"] == kinds["reprimand"]["fields"]
    assert form["known"] == {}
    draft = county.post("/api/drafts", json=wish(person)).json()
    changed = {"fields": REPRIMAND | {"heard": "补充说明。"}}
    assert county.put(f"/api/drafts/{draft['id']}", json=changed).status_code == 200
    listed = county.get("/api/drafts", params={"person": person}).json()
    assert [(one["title"], one["fields"]["heard"]) for one in listed] == [
        ("训诫决定书", "补充说明。")
    ]
    paper = county.post(f"/api/drafts/{draft['id']}/issue")
    assert paper.status_code == 201
    assert county.get("/api/drafts", params={"person": person}).json() == []
    assert county.post(f"/api/drafts/{draft['id']}/issue").status_code == 404
    second = county.post("/api/drafts", json=wish(person)).json()
    assert county.delete(f"/api/drafts/{second['id']}").status_code == 204
    assert len(desk.rows("select 1 from paper")) == 1
