"""A made-up portal: texts, service points, a directory. Nobody exists, and no number answers."""

from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

import psycopg
from yizhan_collector.ground.days import legal_day

from stack.population_names import NAMES
from stack.population_rows import Rows
from stack.portal_rows import Text, approve, publish
from stack.portal_texts import paragraphs, texts

WORKING = [1, 2, 3, 4, 5]
# code, Chinese, English, kind, township, address, a rough place as in 0053, step-free
POINTS: tuple[tuple[str, str, str, str, str, str, float | None, float | None, bool], ...] = (
    ("benxi", "本溪市公共法律服务中心", "Benxi city service centre", "hall",
     "210504002", "明山区解放路（虚构）1号", 41.30, 123.77, True),
    ("benxi-aid", "本溪市法律援助中心", "Benxi city legal aid centre", "legal_aid",
     "210504002", "明山区解放路（虚构）1号二楼", 41.30, 123.77, True),
    ("benxi-notary", "本溪市（演示）公证处", "Benxi notary office (demo)", "notary",
     "210502003", "平山区人民路（虚构）8号", 41.29, 123.76, True),
    ("benxi-appraisal", "本溪（演示）司法鉴定中心", "Benxi appraisal centre (demo)", "appraisal",
     "210503005", "溪湖区彩北路（虚构）3号", 41.33, 123.76, False),
    ("qiaobei", "桥北公共法律服务工作站", "Qiaobei service station", "station",
     "210502012", "桥北街道便民服务大厅", 41.20, 123.75, True),
    ("shiqiaozi", "石桥子公共法律服务工作站", "Shiqiaozi service station", "station",
     "210503010", "石桥子街道便民服务大厅", 41.42, 123.68, True),
    ("nanfen", "南芬区公共法律服务工作站", "Nanfen service station", "station",
     "210505001", "南芬街道（虚构）新址一楼", 41.10, 123.75, True),
    ("xiaoshi", "本溪县公共法律服务中心", "Benxi county service centre", "hall",
     "210521100", "小市镇长江路（虚构）6号", 41.30, 124.12, True),
    ("tianshifu", "田师傅公共法律服务工作站", "Tianshifu service station", "station",
     "210521109", "田师傅镇便民服务大厅", 41.25, 124.36, False),
    ("caohekou", "草河口公共法律服务工作站", "Caohekou service station", "station",
     "210521103", "草河口镇司法所", 40.88, 123.93, False),
    ("huanren", "桓仁县公共法律服务中心", "Huanren county service centre", "hall",
     "210522100", "桓仁镇正阳街（虚构）2号", 41.27, 125.36, True),
    ("jianchang", "碱厂公共法律服务工作站", "Jianchang service station", "station",
     "210521111", "碱厂镇司法所", None, None, False),
)  # fmt: skip
TOPICS = {
    "hall": ["legal_aid", "advice", "lawyer", "notary", "mediation", "complaint"],
    "station": ["legal_aid", "advice", "mediation"],
    "legal_aid": ["legal_aid", "advice", "lawyer"],
    "notary": ["notary"],
    "appraisal": ["appraisal"],
}
FIRMS = ("松柏", "长河", "明镜", "直言", "青山", "同舟")
AREAS = ("210502", "210503", "210504", "210505", "210521", "210522")
FIELDS = (
    "family.divorce", "family.inheritance", "family.violence", "labour.wages", "labour.injury",
    "traffic", "loan", "property", "criminal", "administrative",
)  # fmt: skip
COLUMNS = (
    "news",
    "notices",
    "policy",
    "legal-aid",
    "notary",
    "mediation",
    "appraisal",
    "education",
)


def fill_portal(url: str, now: datetime, seed: int = 6) -> None:
    """Some sixty texts in all columns, one of them neglected; twelve points, a directory."""
    rng = Random(seed)
    with psycopg.connect(url) as tx:
        author, by = _two(tx)
        approve(tx, publish(tx, texts(now), author), by)
        _points(tx)
        rows = Rows(rng)
        _directory(rows, now, rng)
        rows.write(tx, "directory_entry")


def fill_many(url: str, count: int, now: datetime, seed: int = 6) -> None:
    """So many made-up texts, mixed from lines of the others, over the last ten years."""
    rng, lines = Random(seed), paragraphs()
    lines = [one for one in lines if len(one) > 8]
    with psycopg.connect(url) as tx:
        author, _ = _two(tx)
        publish(tx, (_mixed(rng, lines, now, n) for n in range(count)), author)
    with psycopg.connect(url, autocommit=True) as tx:
        tx.execute("vacuum analyze article")


def _mixed(rng: Random, lines: list[str], now: datetime, n: int) -> Text:
    title = f"{rng.choice(lines)[:24]}({rng.choice(NAMES)}第{n}期)"
    some = rng.sample(lines, rng.randint(6, 22))
    body = "".join(
        f"<p>{one}{rng.choice(NAMES)}于{rng.randint(2016, 2026)}年。</p>" for one in some
    )
    at = now - timedelta(minutes=rng.randint(1, 10 * 365 * 24 * 60))
    return Text(rng.choice(COLUMNS), title, body, at, rng.choice(lines)[:120])


def _two(tx: psycopg.Connection) -> tuple[UUID, UUID]:
    """A clerk who writes and the head who approves; any two when there are none."""
    query = "select id from staff where ended_at is null order by role <> 'clerk', role <> %s, id"
    author = tx.execute(query, ["clerk"]).fetchone()
    by = tx.execute(
        "select id from staff where id <> %s order by role <> 'head_service', id", author
    ).fetchone()
    assert author is not None
    assert by is not None
    return author[0], by[0]


def _points(tx: psycopg.Connection) -> None:
    query = (
        "insert into service_point (code, name_zh, name_en, kind, township, address, phone,"
        " latitude, longitude, opens, shuts, weekdays, slot_minutes, capacity, step_free, topics)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 30, 2, %s, %s)"
    )
    hours = (time(8, 30), time(17), WORKING)
    for n, (code, zh, en, kind, town, address, north, east, free) in enumerate(POINTS, 1):
        what = [code, zh, en, kind, town, address, f"000-0000-{n:04}", north, east]
        tx.execute(query, [*what, *hours, free, TOPICS[kind]])


def _directory(rows: Rows, now: datetime, rng: Random) -> None:
    names = iter(rng.sample(NAMES, 80))
    number = iter(range(100, 999))
    for place, firm in enumerate(FIRMS):
        area = AREAS[place]
        _entry(rows, now, next(number), "firm", firm := f"辽宁{firm}(演示)律师事务所", firm, area)
        for _ in range(6):
            _entry(
                rows, now, next(number), "lawyer", next(names), firm, area, rng.sample(FIELDS, 3)
            )
    for area in AREAS:
        for kind, house in (("notary", "公证处"), ("mediator", "人民调解委员会")):
            _entry(rows, now, next(number), kind, next(names), f"{house}(演示)", area)
    for _ in range(4):
        _entry(rows, now, next(number), "appraiser", next(names), "本溪（演示）司法鉴定中心", "")


def _entry(
    rows: Rows, now: datetime, number: int, kind: str, name: str, organisation: str, area: str,
    fields: list[str] | None = None,
) -> None:  # fmt: skip
    day: date = legal_day(now) - timedelta(days=number % 200)
    rows.add(
        "directory_entry",
        id=rows.ident(now), kind=kind, name=name, organisation=organisation,
        licence=f"00000{number}" if kind != "mediator" else "", fields=fields or [], area=area,
        address="", phone=f"000-0000-{number:04}", legal_aid=kind == "lawyer" and number % 3 > 0,
        active=True, reviewed_on=day,
    )  # fmt: skip
