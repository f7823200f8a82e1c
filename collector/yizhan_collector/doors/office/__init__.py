"""The office: one file per screen."""

from fastapi import APIRouter

from yizhan_collector.doors.office import (
    checkins,
    due,
    live,
    ownpage,
    people,
    posts,
    quarantine,
    townships,
)

router = APIRouter(prefix="/api")
for screen in (townships, due, live, checkins, people, ownpage, posts, quarantine):
    router.include_router(screen.router)
