"""Courses, a class and an offer of service for a made-up bureau."""

import hashlib
import math
import struct
import wave
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import psycopg
from yizhan_collector.ground.days import legal_day, midnight
from yizhan_collector.rooms.education import classes, courses, offers
from yizhan_collector.rooms.education.gather import Offer, Session
from yizhan_collector.rooms.education.model import Quiz, Recording, Step, Text
from yizhan_wire.envelope import new_id

RATE, SECONDS = 8000, 2


def chime() -> bytes:
    """Two seconds of a soft tone as WAV: a recording that is nobody's."""
    tone = (
        math.sin(n * 2 * math.pi * 440 / RATE) * (1 - n / RATE / SECONDS)
        for n in range(RATE * SECONDS)
    )
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", int(9000 * one)) for one in tone))
    return out.getvalue()


def furnish(url: str, media: Path, by: UUID, county: str, now: datetime) -> None:
    """Two published courses, a class next week and a service to choose."""
    sound = chime()
    sha256 = hashlib.sha256(sound).hexdigest()
    media.mkdir(parents=True, exist_ok=True)
    (media / sha256).write_bytes(sound)
    with psycopg.connect(url) as tx:
        courses.keep_media(tx, sha256, "audio", "audio/wav", len(sound), by, now)
        law = _course(tx, "请假怎么请", 20, _leave_steps(sha256), by, now)
        _course(tx, "遇到困难找谁", 15, _help_steps(), by, now)
        starts = midnight(legal_day(now)) + timedelta(days=7, hours=9, minutes=30)
        one = Session(new_id(), county, "集中学习:宪法和我们的生活", "小市司法所二楼", "褚老师",
                      starts, 90, 30, False, law)  # fmt: skip
        classes.plan(tx, one, by, now)
        day = legal_day(now) + timedelta(days=5)
        offers.make(
            tx,
            Offer(new_id(), county, "整理图书", "镇文化站", day, 120, 8, ["能久坐", "识字"], False),
            by,
            now,
        )


def _course(
    tx: psycopg.Connection, title: str, minutes: int, steps: list[Step], by: UUID, now: datetime
) -> UUID:
    made = courses.write(tx, courses.Draft(title, "adults", minutes, steps), by, now)
    courses.set_state(tx, made, "published")
    return made


def _leave_steps(sha256: str) -> list[Step]:
    return [
        Text(
            "什么时候要请假",
            "离开居住的市、县要请假。平山、溪湖、明山、南芬四个区算一个地方,区与区之间走动不用请假。",
        ),
        Quiz("住在明山区,去南芬区看亲戚,要请假吗?", ["不用", "要"], 0, "四个区算一个地方。"),
        Recording("audio", sha256, "(提示音)请假一般提前三天提出,写明去哪里、做什么、几天回来。"),
        Quiz(
            "请假一般提前几天提出?",
            ["一天", "三天", "不用提前"],
            1,
            "一般提前三天;急事可以晚一些,但要说明原因。",
        ),
    ]


def _help_steps() -> list[Step]:
    return [
        Text(
            "有困难可以找人帮", "找工作、上学、看病、住房有困难,都可以和司法所说,也可以拨打 12348。"
        ),
        Quiz("想问法律问题,可以打哪个电话?", ["12348", "110"], 0, "12348 是公共法律服务热线。"),
    ]
