"""A paper is merged from typed fields; whatever else is given is refused by name."""

import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stack.examples import MANY
from stack.papers import CASE, SAMPLES
from yizhan_collector.rooms.papers import compose
from yizhan_collector.rooms.papers.kinds import ALL, KINDS
from yizhan_collector.rooms.papers.kinds.base import BARRED, Subject, mark
from yizhan_collector.rooms.papers.model import (
    BadFields,
    Issuer,
    PersonNeeded,
    Served,
    ServiceUnproved,
    UnknownKind,
    Way,
    WrongBody,
    number_of,
    provable,
)
from yizhan_collector.rooms.papers.sheet import Sheet

COUNTY = Issuer("210521", "本溪满族自治县司法局", "本县矫")
OFFICE = Issuer("210521100", "本溪满族自治县司法局小市司法所", "本县矫小市")
ADULT = Subject("测试甲", "female", date(1990, 3, 5), minor=False)
CHILD = Subject("测试乙", "male", date(2010, 3, 5), minor=True)
DAY = date(2026, 11, 24)


def sheet(kind: str, subject: Subject | None = ADULT, **changes: Any) -> Sheet:
    """A paper of this kind with made-up fields."""
    given = compose.read(kind, SAMPLES[kind] | changes)
    return compose.sheet(compose.wanted(given, COUNTY, subject), "本县矫〔2026〕1号", DAY)


def text(one: Sheet) -> str:
    """Everything a paper says."""
    return "\n".join(one.words())


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_more_is_refused_by_its_name(kind: str) -> None:
    with pytest.raises(BadFields, match="surprise"):
        compose.read(kind, SAMPLES[kind] | {"surprise": "x"})


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (kind, name)
        for kind, model in KINDS.items()
        for name, one in model.model_fields.items()
        if one.is_required()
    ],
)
def test_a_field_less_is_refused_by_its_name(kind: str, field: str) -> None:
    rest = {name: value for name, value in SAMPLES[kind].items() if name != field}
    with pytest.raises(BadFields) as refused:
        compose.read(kind, rest)
    assert f"（{field}）：没有填写" in str(refused.value)
    assert str(KINDS[kind].model_fields[field].title) in str(refused.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_name_in_both_languages_and_a_bound(kind: str) -> None:
    schema = KINDS[kind].model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    for field in (one for part in parts for one in part["properties"].values()):
        assert unicodedata.name(field["title"][0]).startswith("CJK")
        assert field["en"].isascii()
    unbounded = [
        one for one in _strings(schema) if not {"maxLength", "enum", "const", "format"} & one.keys()
    ]
    assert unbounded == []


def _strings(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for one in part for found in _strings(one)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("type") == "string" else []
    return own + [found for one in part.values() for found in _strings(one)]


def test_no_kind_of_paper_is_unknown_and_no_two_share_a_mark() -> None:
    with pytest.raises(UnknownKind):
        compose.read("death_sentence", {})
    assert len({one.kind.mark for one in ALL}) == len({one.kind.code for one in ALL}) == len(ALL)


@given(st.text(st.characters(categories=["Cc", "Cf", "Co", "Cs", "Cn"]), min_size=1, max_size=3))
@example("\u202e")
@example("\ufffe")
@example("\x00")
def test_what_cannot_be_seen_is_never_taken(hidden: str) -> None:
    for value in (f"工{hidden}作", f"工作{hidden}。"):
        if any(one != "\n" and unicodedata.category(one) in BARRED for one in value.strip()):
            with pytest.raises(BadFields):
                sheet("visit_record", purpose=value)


@given(st.integers(201, 5000))
def test_a_line_has_an_end(length: int) -> None:
    with pytest.raises(BadFields, match="查访事由（purpose）：太长"):
        sheet("visit_record", purpose="长" * length)


@MANY
@given(st.text(st.characters(exclude_categories=BARRED), min_size=1, max_size=200))  # type: ignore[arg-type] # ours are plain words
@example("<script>alert(1)</script>")
@example('#read("/etc/passwd") $x$ *b* `c` @d')
@example('";drop table paper;--')
def test_what_is_given_is_printed_as_it_is(value: str) -> None:
    if value.strip():
        assert value.strip() in text(sheet("visit_record", purpose=value))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("leave_approval", {"until_on": "2026-11-25"}),
        ("travel_permit", {"until_on": "2026-11-25"}),
        ("entry_permission", {"until_on": "2026-11-24"}),
        ("positioning_notice", {"until_on": "2026-11-24"}),
        ("positioning_end", {"lifted_on": "2026-10-31"}),
        ("visit_record", {"ended_at": "2026-11-24T08:00:00+08:00"}),
        ("release_certificate", {"ends_on": "2026-10-31"}),
    ],
)
def test_days_out_of_order_are_refused(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadFields, match="不能早于"):
        sheet(kind, **changes)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("move_reply", {"agreed": False}),
        ("plan", {"reason": None}),
        ("objection_answer", {"changed_to": None}),
        ("service_receipt", {"witness": None}),
        ("service_receipt", {"way": "electronic"}),
        ("help_offer", {"services": ["每月应当报到一次"]}),
        ("security_proposal", {"sentence": "parole"}),
        ("revocation_proposal", {"sentence": "control"}),
        ("recommit_proposal", {"sentence": "probation"}),
        ("group_agreement", {"woman_in_group": False}),
        ("reprimand", {"evidence": []}),
        ("leave_refusal", {"complaint": " "}),
    ],
)
def test_what_the_law_does_not_allow_cannot_be_written(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadFields):
        sheet(kind, **changes)


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("late_arrival_notice", "第二十一条"),
        ("declaration", "第二十二条"),
        ("group_agreement", "第二十五条"),
        ("plan", "第二十四条"),
        ("leave_approval", "第二十七条"),
        ("move_transfer", "第二十七条第二款"),
        ("praise", "第二十八条"),
        ("reprimand", "第三十四条"),
        ("warning", "第三十五条"),
        ("lost_contact_record", "第三十条"),
        ("detention_notice", "第三十二条"),
        ("commutation_proposal", "第三十三条"),
        ("revocation_proposal", "第七十七条"),
        ("recommit_proposal", "第二百六十八条"),
        ("release_certificate", "第四十四条"),
        ("termination_notice", "第五十一条"),
        ("opinion_reply", "第六十二条"),
    ],
)
def test_a_paper_names_its_ground(kind: str, article: str) -> None:
    assert article in text(sheet(kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("old", ["八小时", "三次警告", "三日内到", "不得超过一个月"])
def test_nothing_is_left_of_the_rules_of_2012(kind: str, old: str) -> None:
    assert old not in text(sheet(kind))


def test_a_sanction_shows_what_was_said_what_does_not_count_and_where_to_object() -> None:
    for kind in ("reprimand", "warning"):
        said = text(sheet(kind))
        for field in ("heard", "considered", "complaint", "decided_by"):
            assert SAMPLES[kind][field] in said
        assert f"下列日期依规定不计入：（一）{SAMPLES[kind]['excluded'][0]}" in said


def test_a_declaration_tells_the_rights_and_one_of_a_minor_is_not_public() -> None:
    assert "你的权利" in text(sheet("declaration"))
    young = sheet("declaration", CHILD)
    assert "不公开进行" in text(young)
    assert "监护人（签名）　测试丁" in text(young)
    assert young.confidential
    assert not sheet("declaration").confidential
    with pytest.raises(BadFields, match="监护人"):
        sheet("declaration", CHILD, guardian=None)


def test_a_minor_has_a_specialist_in_the_group_and_is_not_praised_in_public() -> None:
    with pytest.raises(BadFields, match="未成年人身心特点"):
        sheet("group_agreement", CHILD, minors_specialist=False)
    assert "不公开宣读、不公示" in text(sheet("praise", CHILD))


def test_what_the_county_decides_no_office_issues() -> None:
    for kind, model in KINDS.items():
        one = compose.read(kind, SAMPLES[kind])
        if model.kind.by in ("county", "hearer"):
            with pytest.raises(WrongBody):
                compose.wanted(one, OFFICE, ADULT)
        else:
            assert compose.wanted(one, OFFICE, ADULT).issuer == OFFICE


def test_a_paper_about_a_person_needs_one() -> None:
    assert text(sheet("opinion_reply", None))
    with pytest.raises(PersonNeeded):
        sheet("reprimand", None)


def test_every_sentence_has_its_own_duties_and_consequences() -> None:
    said = {
        one: text(sheet("obligations", sentence=one)) + text(sheet("declaration", sentence=one))
        for one in ("control", "probation", "parole", "medical")
    }
    assert "第三十九条" in said["control"]
    assert "言论、出版、集会" in said["control"]
    assert "撤销缓刑" in said["probation"]
    assert "公安机关依照治安管理处罚法" not in said["parole"]
    assert "收监执行" in said["medical"]
    bare = CASE["judgment_no"]
    assert f"{bare}刑事裁定书裁定假释" in text(sheet("release_certificate", sentence="parole"))


@pytest.mark.parametrize(
    ("served", "proved"),
    [
        (Served("direct", "测试甲", DAY), True),
        (Served("direct", "测试甲", DAY, refused=True), False),
        (Served("left", "测试甲", DAY, refused=True, witness="示例丙"), True),
        (Served("left", "测试甲", DAY, refused=True), False),
        (Served("left", "测试甲", DAY, witness="示例丙"), False),
        (Served("post", "测试甲", DAY), False),
        (Served("post", "测试甲", DAY, proof="EMS 1"), True),
        (Served("electronic", "测试甲", DAY), False),
        (Served("electronic", "测试甲", DAY, proof="本人书面同意"), True),
        (Served("others", "测试甲", DAY), False),
        (Served("others", "测试甲", DAY, proof="由看守所转交"), True),
    ],
)
def test_a_service_is_proved(served: Served, proved: bool) -> None:
    if proved:
        provable(served)
    else:
        with pytest.raises(ServiceUnproved):
            provable(served)


@given(st.integers(1, 100_000), st.integers(2020, 2100))
def test_a_number_names_its_series_and_year(no: int, year: int) -> None:
    assert number_of("本县矫", "训", year, no) == f"本县矫训〔{year}〕{no}号"


def test_items_are_marked_as_papers_mark_them() -> None:
    marks = {0: "（一）", 9: "（十）", 10: "（十一）", 19: "（二十）", 38: "（三十九）"}
    assert {at: mark(at) for at in marks} == marks
    assert len({mark(at) for at in range(40)}) == 40


def test_the_form_of_a_kind_can_be_drawn_from_its_schema() -> None:
    schema = json.loads(json.dumps(KINDS["revocation_proposal"].model_json_schema()))
    assert schema["properties"]["facts"]["format"] == "text"
    assert schema["properties"]["sentence"]["words"]["parole"] == ["假释", "Parole"]
    assert next(iter(schema["properties"])) == "sentence"
    assert Way.__args__ == ("direct", "left", "post", "electronic", "others")  # type: ignore[attr-defined]
