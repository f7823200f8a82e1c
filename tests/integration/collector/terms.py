"""A term on its way, through the API of the office."""

from datetime import date, timedelta
from typing import Any

import httpx
from stack.builders import TOWN

from .conftest import TODAY, Desk, open_record

DAY = timedelta(days=1)
EFFECT = TODAY - 4 * DAY
ENDS = date(2027, 11, 19)
DOCUMENT = {
    "sentence": "probation",
    "offence": "盗窃罪",
    "court": "示例县人民法院",
    "judgment_no": "(2026)示0521刑初17号",
    "judged_on": "2026-11-05",
    "effective_on": EFFECT.isoformat(),
    "starts_on": EFFECT.isoformat(),
    "ends_on": ENDS.isoformat(),
}
WHO = {"name": "示例乙", "gender": "male", "township": TOWN, "face_allowed": True}
STAFF_MEMBER = {"name": "小市李工", "role": "staff", "gender": "male", "duty": "牵头"}
WOMAN = {"name": "示例村主任", "role": "village", "gender": "female", "duty": "日常了解"}
MAN = {"name": "示例亲属", "role": "family", "gender": "male", "duty": "陪伴"}
MEETING = {
    "on": TODAY.isoformat(),
    "place": "小市司法所",
    "mode": "office",
    "open": True,
    "attendance": [
        {"name": "示例乙", "role": "person", "present": True},
        {"name": "小市李工", "role": "staff", "present": True},
        {"name": "示例亲属", "role": "family", "present": False, "note": "出差"},
    ],
}
PLAN = {
    "assessment": "初次犯罪,认罪悔罪。",
    "supervision": ["每周报告一次"],
    "goals": [{"need": "没有工作", "measure": "职业培训", "by_whom": "李工"}],
    "person_says": "同意。",
    "review_on": (TODAY + 90 * DAY).isoformat(),
}
CAME = {"on": TODAY.isoformat(), "came": "self", "identity": "id_card", "checked": "reader"}


def register(client: httpx.Client, **changes: Any) -> httpx.Response:
    """Register a document about somebody new."""
    given = {"newcomer": WHO} | DOCUMENT | changes
    return client.post("/api/terms", json={k: v for k, v in given.items() if v is not None})


def registered(client: httpx.Client, **changes: Any) -> str:
    """The person of a registered document, the record open."""
    answer = register(client, **changes)
    assert answer.status_code == 201, answer.text
    person = str(answer.json()["person"])
    open_record(client, person, "case_work")
    return person


def step(client: httpx.Client, person: str, what: str, given: dict[str, Any]) -> httpx.Response:
    """One step of a term."""
    return client.post(f"/api/people/{person}/term/{what}", json=given)


def done(client: httpx.Client, person: str, what: str, given: dict[str, Any]) -> dict[str, Any]:
    """One step that is taken; the record as it stands then."""
    answer = step(client, person, what, given)
    assert answer.status_code == 200, (what, answer.text)
    found: dict[str, Any] = answer.json()
    return found


def delegate(desk: Desk) -> None:
    """Let the office of 小市 do intake for its county."""
    given = {
        "township": TOWN,
        "powers": ["intake"],
        "document": "示例委托书",
        "from_on": "2026-01-01",
    }
    answer = desk.sign_in("county").post("/api/delegations", json=given)
    assert answer.status_code == 201, answer.text


def declared(client: httpx.Client, **changes: Any) -> str:
    """Somebody whose term was declared."""
    person = registered(client, **changes)
    done(client, person, "receive", CAME)
    done(client, person, "group", {"members": [STAFF_MEMBER, WOMAN, MAN]})
    done(client, person, "declare", MEETING)
    return person


def categorised(desk: Desk, person: str, category: str = "newcomer") -> dict[str, Any]:
    """The category proposed by one officer and granted by another."""
    one, other = desk.sign_in("county"), desk.sign_in("county2")
    open_record(one, person, "case_work")
    found = done(one, person, "categorise", {"category": category, "reasons": "入矫初期"})
    request = found["term"]["proposal"]["request"]
    answer = other.post(f"/api/approvals/{request}", json={"granted": True})
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = one.get(f"/api/people/{person}/term").json()
    return shown


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and kind of a refusal."""
    return answer.status_code, str(answer.json()["code"])
