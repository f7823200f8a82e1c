"""The journal of the jobs: who ran when and how it ended."""

from datetime import datetime, timedelta

from psycopg import Connection

from yizhan_collector.ground.days import legal_day, midnight

KEPT = timedelta(days=90)


def slot(now: datetime, every: timedelta) -> datetime:
    """The begin of the running slot: a whole multiple of `every` since midnight in Shanghai."""
    begin = midnight(legal_day(now))
    return begin + (now - begin) // every * every


def begin(tx: Connection, job: str, since: datetime, now: datetime) -> int | None:
    """Note the start of a run; None when one has begun since then."""
    with tx.transaction():
        tx.execute("select pg_advisory_xact_lock(hashtextextended('job ' || %s, 0))", [job])
        row = tx.execute(
            "insert into job_run (job, started_at) select %(job)s, %(now)s where not exists"
            " (select 1 from job_run where job = %(job)s and started_at >= %(since)s)"
            " returning id",
            {"job": job, "now": now, "since": since},
        ).fetchone()
    return row[0] if row else None


def end(tx: Connection, run: int, outcome: str) -> None:
    """Note the end of a run."""
    tx.execute(
        "update job_run set ended_at = clock_timestamp(), outcome = %s where id = %s",
        [outcome, run],
    )


def forget_old(tx: Connection, now: datetime) -> int:
    """Delete runs of three months ago; returns how many."""
    return tx.execute("delete from job_run where started_at < %s", [now - KEPT]).rowcount
