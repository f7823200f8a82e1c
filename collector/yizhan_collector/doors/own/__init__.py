"""The person's own page: one file per screen. Operation names begin with `own_`."""

from fastapi import APIRouter

from yizhan_collector.doors.own import (
    asks,
    complaint,
    conduct,
    education,
    home,
    leaves,
    moves,
    record,
    session,
)

router = APIRouter(prefix="/own/api", tags=["own"])
for screen in (session, home, record, leaves, moves, complaint, conduct, asks, education):
    router.include_router(screen.router)
