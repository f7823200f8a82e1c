"""Applying on the portal: once, with everything kept that was typed, and a code to find it by."""

import re
import threading
from typing import Any

import pytest
from stack import points as make
from stack.citizen import ADVICE, CODE, LEGAL_AID, Citizen
from stack.desk import Desk
from stack.public import Public
from stack.uploads import PDF, PROGRAM

RARE = "𠮷林镇的赵㛃😀👨‍👩‍👧 繁體字"


@pytest.fixture
def citizen(public: Public) -> Citizen:
    return Citizen(public.visitor())


def file(name: str, content: bytes = PDF) -> tuple[str, tuple[str, bytes, str]]:
    return "files", (name, content, "application/octet-stream")


def test_somebody_asks_without_a_name_and_is_told_what_cannot_be_done_then(
    desk: Desk, citizen: Citizen
) -> None:
    assert "不能给您回电" in citizen.open("/apply/advice").text
    answer, code = citizen.apply("advice", ADVICE)
    assert answer.headers["location"] == "/applied"
    assert citizen.page.headers["cache-control"] == "no-store"
    found = desk.rows("select kind, category, channel, party, said, state from matter")
    assert found == [("advice", "other", "portal", None, ADVICE["said"], "open")]
    assert "您提交了事项" in citizen.follow(code.lower().replace("-", " "))


def test_legal_aid_is_applied_for_with_papers(desk: Desk, citizen: Citizen) -> None:
    citizen.apply(
        "legal_aid", LEGAL_AID, [file("劳动合同.pdf"), file("说明.txt", "三个月".encode())]
    )
    [(ground, checked)] = desk.rows("select ground, means_checked from aid_application")
    assert (ground, checked) == ("migrant_wages", False)
    assert desk.rows("select item from aid_item order by place") == [
        ("representation",),
        ("appraisal_fee",),
    ]
    assert {row[0] for row in desk.rows("select name from matter_document")} == {
        "劳动合同.pdf",
        "说明.txt",
    }
    assert desk.rows("select name, phone from party") == [("测试乙", "000-0000-0002")]


def test_a_form_that_is_sent_twice_opens_one_matter_and_shows_one_code(
    desk: Desk, citizen: Citizen
) -> None:
    citizen.open("/apply/advice")
    form = citizen.hidden() | ADVICE
    codes = set[str]()
    for _ in range(2):
        assert citizen.post("/apply/advice", form).status_code == 303
        codes |= set(CODE.findall(citizen.open("/applied").text))
    assert len(codes) == 1
    gate = threading.Barrier(3)
    citizen.open("/apply/advice")
    form = citizen.hidden() | ADVICE

    def send() -> None:
        gate.wait()
        citizen.post("/apply/advice", form)

    both = [threading.Thread(target=send) for _ in range(2)]
    for one in both:
        one.start()
    gate.wait()
    for one in both:
        one.join()
    assert desk.rows("select count(*) from matter") == [(2,)]


def test_the_code_is_shown_until_it_is_put_away(citizen: Citizen) -> None:
    _, code = citizen.apply("advice", ADVICE)
    assert code in citizen.open("/applied").text
    assert citizen.send("/applied/kept", {}).headers["location"] == "/follow"
    assert code not in citizen.open("/applied").text
    assert "您提交了事项" not in citizen.page.text


def test_another_browser_is_never_shown_the_code(public: Public, citizen: Citizen) -> None:
    _, code = citizen.apply("advice", ADVICE)
    other = Citizen(public.visitor())
    other.client.cookies.set("yizhan_applied", citizen.client.cookies["yizhan_applied"])
    assert code not in other.open("/applied").text


@pytest.mark.parametrize(
    ("kind", "changes", "beside", "sentence"),
    [
        ("advice", {"said": "长" * 5000}, "said", "您写了5000字，请删去3000字"),
        ("advice", {"said": " \n "}, "said", "请填写这一项"),
        ("advice", {"category": "no_such"}, "category", "请选择一项"),
        ("advice", {"name": "<script>alert(1)</script>"}, "name", "姓名只能有文字"),
        ("advice", {"phone": "电话"}, "phone", "电话号码只写数字"),
        ("advice", {"urgent": "yes"}, "urgent", "请选择一项"),
        ("legal_aid", {"name": ""}, "name", "请填写这一项"),
        ("legal_aid", {"phone": ""}, "phone", "请填写这一项"),
        ("legal_aid", {"township": ""}, "township", "请选择一项"),
        ("legal_aid", {"ground": ""}, "ground", "请选择一项"),
        ("legal_aid", {"items": []}, "items", "请至少选择一项"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    desk: Desk,
    citizen: Citizen,
    kind: str,
    changes: dict[str, Any],
    beside: str,
    sentence: str,
) -> None:
    citizen.open(f"/apply/{kind}")
    answer = citizen.send(f"/apply/{kind}", LEGAL_AID | {"said": RARE} | changes)
    assert answer.status_code == 422
    assert re.search(rf'id="{beside}-wrong">[^<]*{sentence}', answer.text), answer.text
    assert f'href="#{beside}"' in answer.text
    assert re.search(
        rf'(id="{beside}"[^>]*|<fieldset )aria-describedby="[^"]*{beside}-wrong', answer.text
    )
    if beside != "said":
        assert f">{RARE}</textarea>" in answer.text
    assert '<option value="labour.wages" selected>' in answer.text or beside == "category"
    assert "<script" not in answer.text
    assert desk.rows("select count(*) from matter") == [(0,)]


def test_rare_characters_emoji_and_traditional_ones_are_kept_as_they_were_typed(
    desk: Desk, citizen: Citizen
) -> None:
    _, _ = citizen.apply("advice", ADVICE | {"said": f"{RARE}\r\n第二行\u202e\x07"})
    assert desk.rows("select said from matter") == [(f"{RARE}\n第二行",)]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([file("照片.jpg", PROGRAM)], "照片.jpg: 这个文件是程序"),
        ([file("a.pdf"), file("b.docx")], "b.docx: 文件内容与文件名的类型不符"),
        ([file(f"{n}.pdf") for n in range(6)], "最多上传5个文件"),
        ([file("a.pdf", b"")], "a.pdf: 这个文件是空的"),
    ],
)
def test_one_file_that_cannot_be_taken_keeps_the_whole_application_back(
    desk: Desk, citizen: Citizen, files: list[Any], sentence: str
) -> None:
    citizen.open("/apply/legal_aid")
    answer = citizen.send("/apply/legal_aid", LEGAL_AID, files)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "文件没有保留，请重新选择" in answer.text
    assert desk.rows("select count(*) from matter") == [(0,)]


def test_urgent_words_are_answered_with_whom_to_call_and_the_matter_is_taken_all_the_same(
    desk: Desk, citizen: Citizen
) -> None:
    citizen.apply("advice", ADVICE | {"said": "我老公刚才打我，孩子也在家"})
    assert re.search(r'role="alert".*tel:110', citizen.page.text, re.S)
    assert desk.rows("select urgent from matter") == [("violence",)]


def test_a_machine_a_forged_form_and_a_form_of_another_site_are_refused(
    desk: Desk, citizen: Citizen
) -> None:
    citizen.open("/apply/advice")
    form = citizen.hidden() | ADVICE
    assert citizen.post("/apply/advice", form | {"website": "http://x"}).status_code == 422
    assert citizen.post("/apply/advice", form | {"csrf": "0" * 64}).status_code == 403
    citizen.client.headers["Sec-Fetch-Site"] = "cross-site"
    assert citizen.post("/apply/advice", form).status_code == 403
    assert desk.rows("select count(*) from matter") == [(0,)]


def test_a_kind_there_is_not_has_no_form(citizen: Citizen) -> None:
    assert citizen.open("/apply/divorce").status_code == 422


def test_many_forms_from_one_address_are_slowed_down(citizen: Citizen) -> None:
    citizen.open("/apply/advice")
    form = citizen.hidden() | {"said": ""}
    found = [citizen.post("/apply/advice", form) for _ in range(31)]
    assert {one.status_code for one in found[:30]} == {422}
    assert found[30].status_code == 429
    assert int(found[30].headers["retry-after"]) > 0
    assert "过于频繁" in found[30].text


def test_a_point_is_booked_without_a_matter_and_found_by_its_code(
    desk: Desk, citizen: Citizen
) -> None:
    make.add(desk.url)
    path = f"/points/{make.HALL.code}/book"
    slot = re.findall(r'name="slot" value="([^"]+)"', citizen.open(path).text)[0]
    wish = {"slot": slot, "name": "测试丙"}
    form = citizen.hidden() | wish
    assert citizen.send(path, wish).headers["location"] == "/applied"
    assert citizen.post(path, form).status_code == 303
    code = CODE.findall(citizen.open("/applied").text)[0]
    assert "预约" in citizen.page.text
    assert desk.rows("select name, matter from booking") == [("测试丙", None)]
    assert "取消这次预约" in citizen.follow(code)
    assert citizen.send("/follow/cancel", {}).status_code == 303
    assert desk.rows("select count(*) from booking where cancelled_at is null") == [(0,)]


def test_a_call_back_is_booked_with_a_number_and_stands_before_the_operators(
    desk: Desk, citizen: Citizen
) -> None:
    path = "/points/call-back/book"
    assert path in citizen.open("/points").text
    slot = re.findall(r'name="slot" value="([^"]+)"', citizen.open(path).text)[0]
    wish = {"slot": slot, "name": "测试丙"}
    assert citizen.send(path, wish).status_code == 422
    assert citizen.send(path, wish | {"phone": "000-0000-0003"}).status_code == 303
    desk.run_due()
    found = desk.sign_in("clerk2").get("/api/hotline/backs").json()["items"]
    assert [(one["why"], one["number"]) for one in found] == [("booked", "000-0000-0003")]


def test_who_is_too_late_for_the_last_seat_is_offered_the_next_times(
    desk: Desk, public: Public, citizen: Citizen
) -> None:
    make.add(desk.url, capacity=1)
    path = f"/points/{make.HALL.code}/book"
    other = Citizen(public.visitor())
    slot = re.findall(r'name="slot" value="([^"]+)"', citizen.open(path).text)[0]
    other.open(path)
    assert other.send(path, {"slot": slot, "name": "测试丁"}).status_code == 303
    late = citizen.send(path, {"slot": slot, "name": "测试丙"})
    assert late.status_code == 409
    assert "刚刚被别人约走了" in late.text
    offered = re.findall(r'name="slot" value="([^"]+)"', late.text)
    assert len(offered) == 5
    assert slot not in offered
    assert 'value="测试丙"' in late.text
