"""A made-up bureau's board: most things owned, one neglected up to the leader, one who left."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

import psycopg
from psycopg.types.json import Jsonb
from yizhan_collector.ground.days import legal_day
from yizhan_collector.rooms.ownership import facts, ladder, scores, service, store, things
from yizhan_collector.rooms.ownership.model import Thing
from yizhan_collector.rooms.ownership.service import Assignment
from yizhan_collector.rooms.staff import service as staff_room
from yizhan_collector.rooms.staff.model import Role, Staff

DAY = timedelta(days=1)
BEGAN, WEEKS = 30, 13  # days since the board exists, weeks of scores
NEGLECTED, LEFT = "column bar-exam", ("column notices", "account wechat")
# who has what, the first role there is somebody of
OWNERS: dict[str, tuple[Role, ...]] = {
    "column": ("clerk", "head_service", "officer_county"),
    "queue": ("clerk", "head_service", "officer_county"),
    "account": ("head_service", "administrator"),
    "sign": ("technician", "officer_county"),
    "post": ("technician", "officer_county"),
}
HEADS: dict[str, tuple[Role, ...]] = {
    "office": ("administrator",),
    "research": ("head_service", "administrator"),
    "correction": ("head_county", "officer_county"),
    "legal_aid": ("head_service", "head_county"),
    "public_service": ("head_service", "head_county"),
}
EVERYBODY = (
    "select id, login, name, role, area, minors from staff where ended_at is null order by login"
)
OLD = """
update article set published_at = least(published_at, %(old)s),
       refreshed_at = least(refreshed_at, %(old)s) where live_column = 'bar-exam'
"""


def fill_ownership(url: str, now: datetime, seed: int = 2026) -> None:
    """Find what there is, give most of it away, and let the ladders be climbed for two weeks."""
    with psycopg.connect(url) as tx:
        tx.execute("set local synchronous_commit = off")
        things.discover(tx, now - BEGAN * DAY)
        people = [Staff(*row) for row in tx.execute(EVERYBODY)]
        keeper = next(one for one in people if one.may("keep_owned"))
        leaver = _leaver(tx, now)
        _departments(tx, people)
        for one, owner, deputy in _owners(store.things(tx), people, leaver):
            days = 7 if _key(one) == NEGLECTED else one.review_days
            home = one.department.code if one.department else "office"
            given = Assignment(home, owner.id, deputy.id if deputy else None, days, 2)
            service.assign(tx, one.id, given, keeper, now - (BEGAN - 1) * DAY)
        _lived(tx, now, Random(seed))
        tx.execute("update staff set ended_at = %s where id = %s", [now - 3 * DAY, leaver.id])
        facts.gather(tx, now)
        for back in range(16, 0, -2):
            ladder.climb_all(tx, now - back * DAY)
        ladder.run(tx, now)
        _scores(tx, now, Random(seed))


def _leaver(tx: psycopg.Connection, now: datetime) -> Staff:
    """Somebody who is about to leave."""
    password = secrets.token_urlsafe(16)
    begin = now - 400 * DAY
    return staff_room.join(tx, "bangong.hesw", "办公室 贺工", "clerk", "", password, begin)


def _departments(tx: psycopg.Connection, people: list[Staff]) -> None:
    leader = _first(people, ("supervisor_city",))
    for code, roles in HEADS.items():
        values = [_first(people, roles).id, leader.id, code]
        tx.execute("update department set head = %s, leader = %s where code = %s", values)


def _owners(
    there: list[Thing], people: list[Staff], leaver: Staff
) -> Iterator[tuple[Thing, Staff, Staff | None]]:
    """Thing, owner and deputy of all but a few that nobody has taken yet."""
    turns = {kind: cycle(_some(people, roles)) for kind, roles in OWNERS.items()}
    for one in there:
        if _key(one) in LEFT:
            yield one, leaver, None
        elif one.subject != "hotline" and not one.subject.endswith("7"):
            owner = next(turns[one.kind])
            second = [someone for someone in _some(people, OWNERS[one.kind]) if someone != owner]
            yield one, owner, second[0] if second else None


def _lived(tx: psycopg.Connection, now: datetime, rng: Random) -> None:
    """Most were looked at in time; one column lay for weeks."""
    for one in store.things(tx):
        if one.owner and _key(one) != NEGLECTED:
            back = rng.uniform(0.1, 0.8) * min(one.review_days, BEGAN)
            store.review(tx, one.id, one.owner.id, now - back * DAY)
    tx.execute(OLD, {"old": now - 40 * DAY})


def _scores(tx: psycopg.Connection, now: datetime, rng: Random) -> None:
    """Thirteen weeks in which the site came out of its sleep."""
    today = scores.keep(tx, now)
    for back in range(7 * WEEKS, 0, -1):
        gone = back / (7 * WEEKS)
        score = min(100, max(35, round(today.score * (1 - gone) + 40 * gone) + rng.randint(-3, 3)))
        tx.execute(
            "insert into site_score (day, score, failed, findings, at) values (%s, %s, %s, %s, %s)",
            [legal_day(now) - back * DAY, score, score < 60, Jsonb([]), now - back * DAY],
        )


def _key(one: Thing) -> str:
    return f"{one.kind} {one.subject}"


def _some(people: list[Staff], roles: tuple[Role, ...]) -> list[Staff]:
    """Everybody of the first of these roles that somebody has."""
    return next(found for role in roles if (found := [one for one in people if one.role == role]))


def _first(people: list[Staff], roles: tuple[Role, ...]) -> Staff:
    return _some(people, roles)[0]
