"""A service point as the tests need it."""

from datetime import time
from typing import Any

import psycopg
from yizhan_collector.rooms.portal.slots import Point

from stack.builders import TOWN

HALL = Point(
    code="benxi-hall",
    name_zh="本溪县公共法律服务中心",
    name_en="Benxi County service centre",
    kind="hall",
    township=TOWN,
    address="小市镇长江路1号",
    phone="000-0000-0001",
    latitude=41.3,
    longitude=124.12,
    opens=time(8, 30),
    shuts=time(17),
    weekdays=[1, 2, 3, 4, 5],
    slot_minutes=30,
    capacity=2,
    step_free=True,
    topics=["legal_aid", "advice", "notary"],
    open=True,
)


def add(url: str, **changes: Any) -> Point:
    """Put a point into the database."""
    one = Point(**vars(HALL) | changes)
    with psycopg.connect(url) as tx:
        marks = ", ".join(["%s"] * len(vars(one)))
        query = f"insert into service_point ({', '.join(vars(one))}) values ({marks})"  # noqa: S608
        tx.execute(query.encode(), list(vars(one).values()))
    return one
