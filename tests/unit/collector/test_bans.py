"""A no-entry order: the court's words and days; the polygon is only an aid, and well formed."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stack.examples import MANY
from yizhan_collector.rooms.bans.model import (
    LARGEST,
    BadPolygon,
    Ban,
    BanDatesReversed,
    BanEnded,
    EntryOutside,
    EntryWish,
    NoEntryHere,
    OnlyAPlace,
    Words,
    check,
    check_entry,
    check_polygon,
)

TODAY = date(2026, 11, 24)
RING = [[123.7, 41.3], [123.8, 41.3], [123.8, 41.4], [123.7, 41.3]]
POLYGON = json.dumps({"type": "Polygon", "coordinates": [RING]})
SAID = Words(
    "place", "禁止进入示例市场", "示例县人民法院", "（2026）示0521刑初1号",
    TODAY, TODAY + timedelta(days=90), True, POLYGON,
)  # fmt: skip
BAN = Ban(
    UUID(int=1), UUID(int=2), SAID, None, UUID(int=3), datetime(2026, 11, 24, tzinfo=UTC), None, ""
)
WISH = EntryWish("示例市场", "取回工具", TODAY, TODAY)


def test_an_order_in_order_passes() -> None:
    check(SAID)
    check(replace(SAID, kind="activity", conditional=False, polygon=None))


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (replace(SAID, until_on=TODAY - timedelta(days=1)), BanDatesReversed),
        (replace(SAID, kind="persons", polygon=None), OnlyAPlace),
        (replace(SAID, kind="activity", conditional=False), OnlyAPlace),
        (replace(SAID, polygon="{}"), BadPolygon),
    ],
)
def test_an_order_out_of_order_is_refused(said: Words, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        check(said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "<script>",
        json.dumps({"type": "Point", "coordinates": [123, 41]}),
        json.dumps({"type": "Polygon", "coordinates": []}),
        json.dumps({"type": "Polygon", "coordinates": [RING[:3]]}),
        json.dumps({"type": "Polygon", "coordinates": [[*RING[:3], [1, 1]]]}),
        json.dumps({"type": "Polygon", "coordinates": [[[0, 0]] * 4]}),
        json.dumps({"type": "Polygon", "coordinates": [[[123, 41]] * 600]}),
        json.dumps({"type": "MultiPolygon", "coordinates": [[]]}),
        "[" * LARGEST,
        " " * (LARGEST + 1),
        '{"type":"Polygon","coordinates":[[[1e999,1],[1,1],[1,1],[1e999,1]]]}',
    ],
)
def test_what_is_no_polygon_of_the_country_is_refused(text: str) -> None:
    with pytest.raises(BadPolygon):
        check_polygon(text)


def test_a_polygon_and_several_pass() -> None:
    check_polygon(POLYGON)
    check_polygon(json.dumps({"type": "MultiPolygon", "coordinates": [[RING], [RING]]}))


@MANY
@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_a_polygon(text: str) -> None:
    with pytest.raises(BadPolygon):
        check_polygon(text)


@MANY
@given(st.integers(-200, 200), st.integers(-200, 200), st.integers(-200, 200))
def test_entry_lies_between_today_and_the_end_of_the_order(now: int, first: int, last: int) -> None:
    today, start, end = (TODAY + timedelta(days=one) for one in (now, first, last))
    wish = replace(WISH, from_on=start, until_on=end)
    fits = max(today, SAID.from_on) <= start <= end <= SAID.until_on
    if fits:
        check_entry(BAN, wish, today)
    else:
        with pytest.raises((EntryOutside, BanDatesReversed)):
            check_entry(BAN, wish, today)


def test_no_entry_without_room_for_it_nor_after_the_end() -> None:
    with pytest.raises(NoEntryHere):
        check_entry(replace(BAN, said=replace(SAID, conditional=False)), WISH, TODAY)
    with pytest.raises(BanEnded):
        check_entry(replace(BAN, ended_on=TODAY), WISH, TODAY)


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (90, True), (91, False)])
def test_an_order_holds_from_its_first_to_its_last_day(days: int, holds: bool) -> None:
    assert BAN.holds(TODAY + timedelta(days=days)) == holds
