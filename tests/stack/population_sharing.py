"""What a made-up bureau exchanged: papers on their way to three authorities, and two files back."""

import base64
import csv
import hashlib
import io
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from yizhan_collector.rooms.sharing import batches, files, packets, partners
from yizhan_collector.rooms.sharing.kinds import TABLE
from yizhan_collector.rooms.sharing.model import Partner, PartnerKind
from yizhan_collector.rooms.staff.model import Staff

COURT = "fayuan-210521"
AUTHORITIES: tuple[tuple[str, PartnerKind, str], ...] = (
    ("gongan-210521", "police", "本溪满族自治县公安局"),
    ("jiancha-210521", "procuratorate", "本溪满族自治县人民检察院"),
    (COURT, "court", "本溪满族自治县人民法院"),
)
SENDABLE = """
select paper.id, paper.kind from paper join person on person.id = paper.person
 where paper.body = '210521' and not minor and paper.kind = any(%s)
   and not exists (select from paper_void where paper_void.paper = paper.id)
 order by paper.issued_at desc, paper.id limit 12
"""
OFFICER = """
select id, login, name, role, area, minors from staff
 where role = 'officer_county' and area = '210521' order by login limit 1
"""


def fill_sharing(url: str, now: datetime) -> None:
    """Register the authorities of one county, send its newest papers, take two files."""
    with psycopg.connect(url) as tx:
        row = tx.execute(OFFICER).fetchone()
        if row is None:
            return
        officer = Staff(*row)
        for code, kind, name in AUTHORITIES:
            partners.add(tx, Partner(code, kind, name, "210521", "", now), officer.id)
        wanted = list({paper for paper, _ in TABLE})
        for place, (paper, kind) in enumerate(tx.execute(SENDABLE, [wanted]).fetchall()):
            _send(tx, paper, kind, officer, place, now)
        _files(tx, now)


def _send(
    tx: psycopg.Connection, paper: UUID, kind: str, officer: Staff, place: int, now: datetime
) -> None:
    """To everybody the law names; the oldest have come furthest, some are overdue."""
    for code, who, _ in AUTHORITIES:
        if (kind, who) not in TABLE:
            continue
        sent = now - timedelta(days=3 * place + 1)
        one = packets.send(tx, paper, code, officer, sent)
        tx.execute("select set_config('yizhan.partner', %s, true)", [code])
        if place % 4 > 0:
            packets.fetch(tx, one.id, sent + timedelta(hours=2))
        if place % 4 > 1:
            packets.read(tx, one.id, sent + timedelta(hours=5))
        if place % 4 > 2:
            packets.answer(tx, one.id, "收悉,已归档。", sent + timedelta(hours=26))
    tx.execute("delete from outbox where event = %s", [packets.READ])


def _files(tx: psycopg.Connection, now: datetime) -> None:
    police = partners.get(tx, AUTHORITIES[0][0])
    rows = [
        ["本公0001", "示例甲", "1988-02-28", "拘留", "2026-11-02", "县看守所", "本公拘〔2026〕1号"],
        ["本公0002", "示例乙", "1979-13-01", "拘留", "2026-11-03", "县看守所", "本公拘〔2026〕2号"],
        ["本公0003", "示例丙", "1991-07-09", "逮捕", "2026-11-05", "市看守所", "本公捕〔2026〕3号"],
    ]
    out = io.StringIO()
    csv.writer(out).writerows([files.headings("custody"), *rows])
    raw = out.getvalue().encode("gb18030")
    digest = base64.b64encode(hashlib.sha256(raw).digest()).decode()
    given = ("2026-11-custody", "custody", raw, f"sha-256=:{digest}:", now - timedelta(hours=20))
    batches.take(tx, police, *given)  # type: ignore[arg-type]
