"""What is read of the portal: kinds of pages, their weights and addresses, the busiest first."""

from itertools import product
from random import Random
from typing import Any
from urllib.parse import quote_plus

import psycopg

WORDS = (
    "法律援助,欠薪,工资,工伤,离婚,继承,公证,遗嘱,调解,司法鉴定,法考,报名,交通事故,家庭暴力,劳动仲裁,"
    "合同,赔偿,材料,多久,收费,诈骗,退货,借条,抚养费,赡养,未成年人,残疾人,上门服务,小市镇,桓仁,网点,"
    "开放时间,律师,起诉,上诉,复议,时效,宅基地,物业,拖欠,保护令,身份证,查询,预约,投诉,志愿者,证书"
)
FIELDS = ("kind=lawyer", "kind=notary", "area=210521", "kind=lawyer&area=210521", "aid=1")


def mix(url: str) -> dict[str, Any]:
    """Kind: weight and addresses; the texts in random order, the columns with their first pages."""
    rng, words = Random(6), WORDS.split(",")  # noqa: S311 # repeatable
    with psycopg.connect(url) as tx:
        numbers = [row[0] for row in tx.execute("select no from article order by no")]
        columns = [row[0] for row in tx.execute("select code from site_column order by place")]
        points = [row[0] for row in tx.execute("select code from service_point order by code")]
    rng.shuffle(numbers)
    pairs = [f"{one} {other}" for one, other in product(words, words) if one != other]
    rng.shuffle(pairs)
    paged = [f"/c/{code}?page={page}" for page in range(2, 12) for code in columns[:6]]
    return {
        "home": (15, ["/"]),
        "column": (15, [f"/c/{code}" for code in columns] + paged),
        "article": (50, [f"/a/{no}" for no in numbers]),
        "search": (10, [f"/search?q={quote_plus(one)}" for one in (*words, *pairs)]),
        "points": (4, ["/points", *(f"/points/{code}" for code in points)]),
        "directory": (4, ["/directory", *(f"/directory?{one}" for one in FIELDS)]),
        "reach": (1, ["/reach"]),
        "feed": (1, ["/rss.xml", *(f"/c/{code}/rss.xml" for code in columns)]),
    }
