"""The public's process reads what is published, and one matter by its code; nothing else."""

import psycopg
import pytest
from psycopg import sql
from stack.desk import Desk
from stack.postgres import Postgres
from stack.public import Public
from yizhan_collector.ground.pool import pool
from yizhan_collector.ground.refusals import BadSettings
from yizhan_collector.portal import require_little

CLOSED = ("person", "checkin", "term", "staff_session", "party_link", "audit", "outbox", "position")


@pytest.mark.parametrize("table", CLOSED)
def test_the_login_of_the_portal_cannot_read(public: Public, table: str) -> None:
    with public.pool.connection() as tx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        tx.execute(sql.SQL("select * from {}").format(sql.Identifier(table)))


def test_a_login_that_reads_more_is_refused_at_the_start(
    desk: Desk, postgres: Postgres, public: Public
) -> None:
    require_little(public.pool)
    with pool(desk.url) as connections, pytest.raises(BadSettings):
        require_little(connections)


def test_the_first_page_and_its_style_open_without_a_script(public: Public) -> None:
    answer = public.visitor().get("/")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert public.visitor().get("/static/portal.css").headers["content-type"].startswith("text/css")
