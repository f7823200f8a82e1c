"""The office: one file per screen."""

from fastapi import APIRouter

from yizhan_collector.doors.office import (
    audit,
    checkins,
    delegations,
    due,
    inspection,
    live,
    oversight,
    ownpage,
    people,
    posts,
    quarantine,
    rules,
    staffs,
    timeline,
    today,
    townships,
)

router = APIRouter(prefix="/api")
for screen in (audit, delegations, inspection, oversight, rules, staffs, timeline, today):
    router.include_router(screen.router)
for screen in (townships, due, live, checkins, people, ownpage, posts, quarantine):
    router.include_router(screen.router)
