"""The office: one file per screen."""

from fastapi import APIRouter

from yizhan_collector.doors.office import (
    alerts,
    approvals,
    audit,
    bans,
    board,
    checkins,
    classes,
    conduct,
    contacts,
    courses,
    delegations,
    due,
    exchange,
    groups,
    inspection,
    intake,
    leaves,
    live,
    measures,
    moves,
    offers,
    oversight,
    ownpage,
    paperdrafts,
    papers,
    people,
    positioning,
    postmap,
    posts,
    quarantine,
    reports,
    rules,
    staffs,
    statistics,
    talks,
    terms,
    timeline,
    today,
    townships,
    trajectories,
    travels,
    zones,
)

router = APIRouter(prefix="/api")
for screen in (
    approvals,
    audit,
    delegations,
    exchange,
    inspection,
    oversight,
    rules,
    staffs,
    statistics,
    timeline,
    today,
):
    router.include_router(screen.router)
for screen in (alerts, board, positioning, trajectories, zones):
    router.include_router(screen.router)
for screen in (intake, terms, groups, leaves, travels, moves, bans):
    router.include_router(screen.router)
for screen in (papers, paperdrafts):
    router.include_router(screen.router)
for screen in (reports, contacts, conduct, measures):
    router.include_router(screen.router)
for screen in (courses, classes, offers, talks):
    router.include_router(screen.router)
for screen in (townships, due, live, checkins, people, ownpage, postmap, posts, quarantine):
    router.include_router(screen.router)
