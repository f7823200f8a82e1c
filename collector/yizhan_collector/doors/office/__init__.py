"""The office: one file per screen."""

from fastapi import APIRouter

from yizhan_collector.doors.office import (
    approvals,
    audit,
    checkins,
    delegations,
    due,
    inspection,
    leaves,
    live,
    oversight,
    ownpage,
    people,
    posts,
    quarantine,
    rules,
    staffs,
    statistics,
    timeline,
    today,
    townships,
    travels,
)

router = APIRouter(prefix="/api")
for screen in (
    approvals,
    audit,
    delegations,
    inspection,
    oversight,
    rules,
    staffs,
    statistics,
    timeline,
    today,
):
    router.include_router(screen.router)
for screen in (leaves, travels):
    router.include_router(screen.router)
for screen in (townships, due, live, checkins, people, ownpage, posts, quarantine):
    router.include_router(screen.router)
