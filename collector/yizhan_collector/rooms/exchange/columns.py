"""The columns of the paper list, and every reason why a row cannot be taken, pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from yizhan_collector.rooms.exchange.cells import (
    GENDERS,
    SENTENCES,
    YES_NO,
    Unfit,
    category,
    day,
    name,
    or_none,
    text,
    township,
    word,
)
from yizhan_collector.rooms.exchange.model import Candidate, Frame, Problem, Reason
from yizhan_collector.rooms.exchange.sheet import Cell, Line


@dataclass(frozen=True)
class Column:
    """A heading, the field it fills, how a cell is read, and an example for the template."""

    heading: str
    field: str
    take: Callable[[Cell, Frame], Any]
    example: str
    required: bool = True


COLUMNS = (
    Column("姓名", "name", name, "示例甲"),
    Column("性别", "gender", word(GENDERS), "男"),
    Column("出生日期", "born_on", day, "1988-02-29"),
    Column("未成年人", "minor", word(YES_NO), "否", False),
    Column("乡镇街道", "township", township, "小市镇"),
    Column("矫正类别", "sentence", word(SENTENCES), "缓刑"),
    Column("罪名", "offence", text(100), "危险驾驶罪"),
    Column("决定机关", "court", text(100), "示例县人民法院"),
    Column("文书号", "judgment_no", text(100), "(2026)辽0521刑初0000号"),
    Column("判决日期", "judged_on", day, "2026-05-06"),
    Column("生效日期", "effective_on", day, "2026-05-17"),
    Column("矫正起始", "starts_on", day, "2026-05-17"),
    Column("矫正截止", "ends_on", day, "2027-05-16"),
    Column("报到日期", "received_on", day, "2026-05-20"),
    Column("宣告日期", "declared_on", or_none(day), "2026-05-22", False),
    Column("管理等级", "category", category, "普管", False),
    Column("下次报告", "first_due_on", or_none(day), "2026-12-01", False),
    Column("使用人脸", "face", word(YES_NO), "否", False),
)
HEADINGS = tuple(one.heading for one in COLUMNS)
BY_FIELD = {one.field: one.heading for one in COLUMNS}
# each of these days is the same as the one before it, or later
ORDER = ("born_on", "judged_on", "effective_on", "starts_on", "ends_on")
LATER = (("effective_on", "received_on"), ("received_on", "declared_on"))


def check(line: Line, frame: Frame) -> Candidate | tuple[Reason, ...]:
    """The person of a good row, or every reason why the row cannot be taken."""
    fields: dict[str, Any] = {}
    reasons: list[Reason] = []
    for one in COLUMNS:
        try:
            if one.heading in line.formulas:
                raise Unfit("formula")
            fields[one.field] = one.take(line.cells[one.heading], frame)
        except Unfit as unfit:
            reasons.append(Reason(one.heading, unfit.problem, unfit.hint))
    reasons += [Reason(BY_FIELD[field], *rest) for field, *rest in _together(fields, frame)]
    return tuple(reasons) if reasons else Candidate(**fields)


def _together(fields: Mapping[str, Any], frame: Frame) -> list[tuple[str, Problem]]:
    """What is wrong between the cells that could be read."""
    return [*_days(fields, frame), *_minor(fields, frame), *_category(fields, frame)]


def _days(fields: Mapping[str, Any], frame: Frame) -> list[tuple[str, Problem]]:
    found: list[tuple[str, Problem]] = []
    for first, later in (*pairwise(ORDER), *LATER):
        a, b = fields.get(first), fields.get(later)
        if a and b and b < a:
            found.append((later, "out_of_order"))
    for past in ("judged_on", "effective_on", "received_on", "declared_on"):
        if fields.get(past) and fields[past] > frame.today:
            found.append((past, "in_the_future"))
    for future in ("ends_on", "first_due_on"):
        if fields.get(future) and fields[future] < frame.today:
            found.append((future, "in_the_past"))
    return found


def _minor(fields: Mapping[str, Any], frame: Frame) -> list[tuple[str, Problem]]:
    born, minor = fields.get("born_on"), fields.get("minor")
    if minor is False and born and years(born, frame.today) < frame.adult_at:
        return [("minor", "is_a_minor")]
    if minor and not frame.specialist:
        return [("minor", "no_specialist")]
    return [("face", "minor_without_face")] if minor and fields.get("face") else []


def _category(fields: Mapping[str, Any], frame: Frame) -> list[tuple[str, Problem]]:
    if {"declared_on", "category", "first_due_on"} - set(fields):
        return []
    declared, level, due = fields["declared_on"], fields["category"], fields["first_due_on"]
    if level and not declared:
        return [("declared_on", "missing")]
    if level and not due:
        return [("first_due_on", "missing")]
    return [("category", "needs_category")] if due and not level else []


def years(born: date, today: date) -> int:
    """Full years of age; who is born on 29 February is a year older on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
