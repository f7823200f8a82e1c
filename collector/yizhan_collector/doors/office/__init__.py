"""The office: one file per screen."""

from fastapi import APIRouter

from yizhan_collector.doors.office import (
    alerts,
    anomalies,
    approvals,
    articles,
    audit,
    bans,
    board,
    bookings,
    callouts,
    cameras,
    checkins,
    claims,
    classes,
    columns,
    commands,
    conduct,
    contacts,
    courses,
    delegations,
    deliveries,
    discs,
    due,
    duty,
    exchange,
    groups,
    hotline,
    hotline_backs,
    inspection,
    intake,
    leaves,
    live,
    matter_aid,
    matter_followers,
    matter_steps,
    matters,
    measures,
    moves,
    offers,
    oversight,
    ownership,
    ownpage,
    paperdrafts,
    papers,
    party_links,
    people,
    permits,
    positioning,
    postmap,
    posts,
    quarantine,
    repairs,
    reports,
    rollouts,
    rules,
    sessions,
    sharing,
    sightings,
    staffs,
    statistics,
    swaps,
    talks,
    terms,
    tickets,
    tiles,
    timeline,
    today,
    townships,
    trajectories,
    travels,
    wall,
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
for screen in (alerts, board, duty, wall, tiles, positioning, anomalies, trajectories, zones):
    router.include_router(screen.router)
for screen in (sessions, sightings, callouts, cameras):
    router.include_router(screen.router)
for screen in (intake, terms, groups, leaves, travels, moves, bans):
    router.include_router(screen.router)
for screen in (papers, paperdrafts, sharing, tickets, discs):
    router.include_router(screen.router)
for screen in (reports, contacts, conduct, measures):
    router.include_router(screen.router)
for screen in (courses, classes, offers, talks):
    router.include_router(screen.router)
for screen in (townships, due, live, checkins, people, permits, ownpage):
    router.include_router(screen.router)
for screen in (articles, deliveries, columns):
    router.include_router(screen.router)
for screen in (rollouts, commands, repairs, postmap, posts, claims, swaps, quarantine):
    router.include_router(screen.router)
for screen in (ownership, bookings):
    router.include_router(screen.router)
for screen in (matters, matter_steps, matter_aid, matter_followers, party_links):
    router.include_router(screen.router)
for screen in (hotline, hotline_backs):
    router.include_router(screen.router)
