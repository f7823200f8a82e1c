"""What is done by the clock. One table; each run leaves a row with start, end and outcome."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from psycopg import Connection

from yizhan_collector.adapters.issuing import Issuing
from yizhan_collector.ground import journal, quarantine
from yizhan_collector.rooms.alerts import engine
from yizhan_collector.rooms.audit import verify as trail
from yizhan_collector.rooms.cases import aid, forgetting
from yizhan_collector.rooms.cases import service as matters
from yizhan_collector.rooms.commands import service as commands
from yizhan_collector.rooms.conduct import counted
from yizhan_collector.rooms.devices import certificates, claims, postdays, retention, templates
from yizhan_collector.rooms.exchange import service as exchange
from yizhan_collector.rooms.followers import service as followers
from yizhan_collector.rooms.hotline import backs, checks, tickets
from yizhan_collector.rooms.leaves import returns as leaves
from yizhan_collector.rooms.leaves import travels
from yizhan_collector.rooms.ownership import ladder
from yizhan_collector.rooms.people import secrets, sessions
from yizhan_collector.rooms.portal import bookings
from yizhan_collector.rooms.positions import judging
from yizhan_collector.rooms.positions import orders as positions
from yizhan_collector.rooms.positions import views as trajectories
from yizhan_collector.rooms.publishing import privacy, publication
from yizhan_collector.rooms.repairs import service as repairs
from yizhan_collector.rooms.rollouts import service as rollouts
from yizhan_collector.rooms.rosters import service as rosters
from yizhan_collector.rooms.sessions import clips
from yizhan_collector.rooms.sessions import service as procedures
from yizhan_collector.rooms.sharing import counts, ticket_work
from yizhan_collector.rooms.staff import service as staff
from yizhan_collector.rooms.statistics import service as statistics
from yizhan_collector.rooms.terms import intake

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A call and how often; a slot begins at a whole multiple of it since midnight in Shanghai."""

    name: str
    every: timedelta
    call: Callable[[Connection, datetime], int]


def verify_audit(tx: Connection, now: datetime) -> int:
    """Walk the audit trail; returns its rows. The outcome stays, so a fault is not raised here."""
    found = trail.verify(tx, now)
    log.log(logging.ERROR if found.fault else logging.INFO, "audit trail %s", found.sentence)
    return found.seq


def forget_clips(media: Path) -> Job:
    """Delete what was sent under a call-out that is over."""
    return Job("forget_clips", timedelta(minutes=5), lambda tx, now: clips.sweep(tx, media, now))


def list_revoked(issuing: Issuing) -> Job:
    """Keep the broker's list of revoked certificates fresh; 1 when it was written."""
    return Job("list_revoked", HOUR, lambda tx, now: int(relist(issuing, tx, now)))


def relist(issuing: Issuing, tx: Connection, now: datetime) -> bool:
    """Tell the broker what is revoked; False when it knows."""
    return issuing.publish(certificates.withdrawn(tx, now), now)


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JOBS = (
    # the day a visit answers changes at midnight
    Job("build_rosters", HOUR, lambda tx, now: rosters.build_all(tx, "", now)),
    Job("begin_leaves", HOUR, leaves.begin_due),
    Job("turn_travels", HOUR, travels.turn),
    Job("draft_late_notices", HOUR, intake.draft_late_notices),
    Job("judge_positions", timedelta(minutes=5), judging.judge_due),
    Job("weigh_alerts", timedelta(minutes=10), engine.run),
    Job("open_repairs", timedelta(minutes=5), repairs.open_due),
    Job("advance_rollouts", timedelta(seconds=10), rollouts.advance_all),
    Job("climb_ladders", timedelta(minutes=1), ladder.run),
    Job("end_positioning", timedelta(minutes=10), positions.expire),
    Job("mark_unknown_sessions", timedelta(minutes=5), procedures.mark_unknown),
    Job("repeat_deletions", timedelta(minutes=10), lambda tx, _: templates.repeat(tx)),
    Job("withdraw_expired_texts", HOUR, publication.expire),
    Job("forget_text_refusals", HOUR, privacy.forget),
    Job("forget_matters", HOUR, forgetting.forget),
    Job("turn_silent_matters", HOUR, matters.turn_silent),
    Job("lapse_aid", HOUR, aid.lapse_due),
    Job("settle_tickets", timedelta(minutes=1), ticket_work.settle_left),
    Job("forget_sessions", HOUR, staff.forget_ended),
    Job("forget_own_sessions", HOUR, sessions.forget_ended),
    Job("forget_secrets", HOUR, secrets.forget_ended),
    Job("forget_quarantine", DAY, quarantine.forget_old),
    Job("forget_camera_events", DAY, retention.forget_camera_events),
    Job("forget_diagnoses", HOUR, commands.forget_bundles),
    Job("forget_health", DAY, retention.forget_health),
    Job("forget_wishes", HOUR, claims.forget),
    Job("forget_sign_reports", DAY, retention.forget_sign_reports),
    Job("forget_job_runs", DAY, journal.forget_old),
    Job("forget_positions", DAY, trajectories.forget),
    Job("judge_post_days", DAY, postdays.judge),
    Job("count_days", DAY, counted.count_all),  # after the posts of the day before are judged
    Job("verify_audit", DAY, verify_audit),
    Job("forget_followers", DAY, followers.forget_old),
    Job("forget_import_rows", DAY, exchange.forget_old),
    Job("gather_call_backs", timedelta(minutes=1), backs.gather),
    Job("pick_call_checks", DAY, checks.pick),
    Job("forget_calls", DAY, tickets.forget_old),
    Job("forget_bookings", DAY, bookings.forget_old),
    Job("count_reports", DAY, statistics.count_reports),
    Job("publish_counts", DAY, counts.publish),  # after the reports of the last day are counted
)


def run_due(
    tx: Connection, now: datetime, media: Path | None = None, more: tuple[Job, ...] = ()
) -> list[str]:
    """Run every job whose slot has begun and that nobody else runs; returns their names.

    What was called out lies in `media`. `tx` is an autocommit connection: a run commits by itself.
    A failing one leaves its reason.
    """
    jobs = (*JOBS, *more) if media is None else (*JOBS, *more, forget_clips(media))
    return [job.name for job in jobs if _run(tx, job, now)]


def _run(tx: Connection, job: Job, now: datetime) -> bool:
    run = journal.begin(tx, job.name, journal.slot(now, job.every), now)
    if run is None:
        return False
    try:
        with tx.transaction():
            outcome = f"done: {job.call(tx, now)}"
    except Exception as error:  # the next job must run all the same
        if tx.broken:
            raise
        outcome = f"{type(error).__name__}: {error}"[:500]
    journal.end(tx, run, outcome)
    return True
