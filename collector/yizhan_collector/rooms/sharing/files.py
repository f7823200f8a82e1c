"""The files another authority may send, column by column, and what is wrong with a row; pure."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from yizhan_collector.ground.refusals import Refused
from yizhan_collector.rooms.exchange.cells import Unfit, day, name, text, word
from yizhan_collector.rooms.exchange.model import Frame
from yizhan_collector.rooms.exchange.sheet import Cell, Line
from yizhan_collector.rooms.sharing.model import Fault, PartnerKind
from yizhan_collector.rooms.sharing.ticket_model import Request

BatchKind = Literal["custody", "punishment", "judgment", "ticket"]
KINDS: tuple[BatchKind, ...] = get_args(BatchKind)
FROM: Mapping[BatchKind, PartnerKind] = {
    "custody": "police",
    "punishment": "police",
    "judgment": "court",
    "ticket": "platform",
}
REF = re.compile(r"[\w()〔〕\[\]（）./-]{1,60}")
DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/=]{44}):")
# what the sender must do about each fault
TODO = {
    "missing": "补填此栏后,用同一批次号重新发送",
    "too_long": "缩短此栏后重新发送",
    "not_text": "删去不可见字符后重新发送",
    "not_a_name": "核对姓名;只填一个人的姓名",
    "not_a_date": "按 2026-01-31 的写法填写日期",
    "not_a_word": "从规定的词中选一个",
    "formula": "把公式换成文字后重新发送",
    "in_the_future": "日期晚于今天:核对日期和本单位系统的时钟",
    "twice": "编号在本文件中重复:每行一个编号",
    "other_values": "此编号已收到过不同内容:更正请用新编号发送",
    "not_a_key": "编号只用字母、数字、点、下划线和横线,最多80字",
    "not_a_phone": "电话只填一个号码:数字、空格、+ 和 -,最多20字",
    "unknown_area": "区域填本市的六位县区代码或九位乡镇街道代码,全市留空",
    "other_area": "这个区域不归贵平台:核对区域代码",
    "not_a_ref": "编号只用汉字、字母、数字、括号和横线,最多60字",
}


class HalfAFile(Refused):
    """The file is not the one that was announced; send it whole, with its own SHA-256."""

    status = 422


class KindOfOthers(Refused):
    """This kind of file comes from another kind of authority; see the partners' page."""

    status = 403


class KeyOfAnotherKind(Refused):
    """Another kind of file came under this key; send this one under a new key."""

    status = 409


@dataclass(frozen=True)
class Column:
    """A heading, the field it fills, and how a cell is read."""

    heading: str
    field: str
    take: Callable[[Cell, Frame], Any]


def _ref(cell: Cell, frame: Frame) -> str:
    value = text(60)(cell, frame)
    if not REF.fullmatch(value):
        raise Unfit("not_text", "ref")
    return value


def _like(pattern: str, limit: int, hint: str) -> Callable[[Cell, Frame], str]:
    def taken(cell: Cell, frame: Frame) -> str:
        value = text(limit)(cell, frame)
        if not re.fullmatch(pattern, value):
            raise Unfit("not_text", hint)
        return value

    return taken


def _maybe(take: Callable[[Cell, Frame], Any]) -> Callable[[Cell, Frame], Any]:
    """The same, and an empty text where the cell is empty."""
    return lambda cell, frame: take(cell, frame) if str(cell).strip() else ""


def _due(cell: Cell, frame: Frame) -> str:
    return day(cell, frame).isoformat()  # a text: a day ahead is no fault


HINTS = {"ref": "not_a_ref", "key": "not_a_key", "phone": "not_a_phone", "area": "unknown_area"}
REQUESTS: Mapping[str, Request] = {
    "咨询": "consult", "求助": "help", "投诉": "complaint", "举报": "report", "建议": "proposal",
}  # fmt: skip
WHO = (
    Column("编号", "ref", _ref),
    Column("姓名", "name", name),
    Column("出生日期", "born_on", day),
)
COLUMNS: Mapping[BatchKind, tuple[Column, ...]] = {
    "custody": (
        *WHO,
        Column("措施", "measure", word(dict.fromkeys(("拘留", "逮捕", "强制隔离戒毒"), 1))),
        Column("起始日期", "happened_on", day),
        Column("场所", "place", text(100)),
        Column("文书号", "document", text(100)),
    ),
    "punishment": (
        *WHO,
        Column("处罚", "measure", word(dict.fromkeys(("警告", "罚款", "行政拘留"), 1))),
        Column("决定日期", "happened_on", day),
        Column("决定机关", "place", text(100)),
        Column("文书号", "document", text(100)),
    ),
    "judgment": (
        *WHO,
        Column("判处", "measure", word(dict.fromkeys(("管制", "缓刑", "假释", "暂予监外执行"), 1))),
        Column("生效日期", "happened_on", day),
        Column("决定机关", "place", text(100)),
        Column("文书号", "document", text(100)),
    ),
    "ticket": (
        Column("编号", "ref", _like(r"[A-Za-z0-9._-]{1,80}", 80, "key")),
        Column("受理日期", "received_on", day),
        Column("诉求类型", "request", word(dict.fromkeys(REQUESTS, 1))),
        Column("内容", "said", text(300)),
        Column("姓名", "name", _maybe(name)),
        Column("电话", "phone", _maybe(_like(r"[0-9+ -]{0,20}", 20, "phone"))),
        Column("区域", "area", _maybe(_like(r"\d{6}(\d{3})?", 20, "area"))),
        Column("紧急", "urgent", _maybe(word({"是": "yes", "否": "no"}))),
        Column("答复期限", "answer_on", _maybe(_due)),
    ),
}  # fmt: skip


def headings(kind: BatchKind) -> list[str]:
    """The headings of a file of this kind."""
    return [one.heading for one in COLUMNS[kind]]


def require_whole(raw: bytes, announced: str) -> str:
    """The SHA-256 of a file that is the announced one (RFC 9530); raises HalfAFile."""
    found = DIGEST.fullmatch(announced.strip())
    made = hashlib.sha256(raw)
    try:
        right = found and base64.b64decode(found[1], validate=True)
    except binascii.Error:
        right = None
    if not right or not hmac.compare_digest(right, made.digest()):
        raise HalfAFile
    return made.hexdigest()


def announced(sha256: str) -> str:
    """The `Content-Digest` of a file whose SHA-256 is told in hexadecimal."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def check(kind: BatchKind, line: Line, today: date) -> dict[str, str] | tuple[Fault, ...]:
    """The fields of a good row as text, or every reason why it cannot be taken."""
    frame = Frame(today, "", False, 18, {}, {})
    fields: dict[str, str] = {}
    faults: list[Fault] = []
    for one in COLUMNS[kind]:
        try:
            fields[one.field] = _taken(one, line, frame)
        except Unfit as unfit:
            problem = HINTS.get(unfit.hint, unfit.problem)
            faults.append(fault(line.number, one.heading, problem))
    return tuple(faults) or fields


def _taken(one: Column, line: Line, frame: Frame) -> str:
    cell = line.cells[one.heading]
    if one.heading in line.formulas:
        raise Unfit("formula")
    value = one.take(cell, frame)
    if isinstance(value, date):
        if value > frame.today:
            raise Unfit("in_the_future")
        return value.isoformat()
    return str(cell).strip() if isinstance(value, int) else str(value)


def fault(place: int, heading: str, problem: str) -> Fault:
    """A fault with what its sender must do."""
    return Fault(place, heading, problem, TODO[problem])
