"""Whoever lost the follow code gets a new one from a clerk; the old one opens nothing."""

from typing import Any

import pytest
from stack.desk import Desk
from yizhan_collector.rooms.cases import code

ASKED: dict[str, Any] = {
    "kind": "advice", "category": "labour.wages", "channel": "counter", "said": "欠薪三个月",
    "name": "示例甲", "phone": "000-0000-0001", "township": "210521100",
}  # fmt: skip


def opened(desk: Desk) -> tuple[str, str]:
    made = desk.sign_in("clerk").post("/api/matters", json=ASKED)
    assert made.status_code == 201, made.text
    return made.json()["matter"]["id"], made.json()["code"]


def digests(desk: Desk) -> list[tuple[bytes]]:
    return desk.rows("select key_digest from matter")


def test_a_new_code_is_shown_once_and_the_old_one_opens_nothing(desk: Desk) -> None:
    matter, old = opened(desk)
    assert digests(desk) == [(code.digest_of(old),)]
    given = {"said": "说出了编号和所留电话的后四位"}
    made = desk.sign_in("clerk").post(f"/api/matters/{matter}/code", json=given)
    fresh = made.json()["code"]
    assert fresh != old
    assert digests(desk) == [(code.digest_of(fresh),)]
    acts = desk.rows("select code, public from matter_act order by id")
    assert acts[-1] == ("renew_code", False)
    assert fresh not in str(desk.rows("select * from matter_act"))


@pytest.mark.parametrize("said", ["", "  "])
def test_without_saying_how_they_were_known_no_code_is_given(desk: Desk, said: str) -> None:
    matter, old = opened(desk)
    refused = desk.sign_in("clerk").post(f"/api/matters/{matter}/code", json={"said": said})
    assert refused.status_code == 422
    assert digests(desk) == [(code.digest_of(old),)]
