"""The audit trail: rows are only added, and whoever changes one as the owner is found out."""
# ruff: noqa: S608 # the statements of somebody who tampers are put together here

from pathlib import Path

import psycopg
import pytest
from yizhan_collector import jobs
from yizhan_collector.__main__ import main
from yizhan_collector.rooms.audit import verify
from yizhan_collector.rooms.audit.verify import Check
from yizhan_provisioning.authority import Authority

from .conftest import Desk, new_person, settings_file

PLAIN = (
    "alter table audit disable trigger user",
    "alter table audit_chain disable trigger user",
    "alter table audit_check disable trigger user",
    "alter table audit_chain drop constraint audit_chain_entry_fkey",
    "alter table audit alter id drop identity",
)


@pytest.fixture
def trail(desk: Desk) -> list[int]:
    """Some rows of the trail, by their ids."""
    county = desk.sign_in("county")
    for _ in range(3):
        person = new_person(county)["id"]
        assert county.get(f"/api/people/{person}?reason=report").status_code == 200
    return [row[0] for row in desk.rows("select entry from audit_chain order by seq")]


def check(desk: Desk) -> Check:
    """What a walk says now."""
    with psycopg.connect(desk.url) as tx:
        return verify.verify(tx, desk.now)


def tamper(desk: Desk, *statements: str) -> None:
    """As the owner of the database, who switches the guards off first."""
    with psycopg.connect(desk.url) as tx:
        for one in (*PLAIN, *statements):
            tx.execute(one.encode())


def found(desk: Desk) -> tuple[str | None, int | None]:
    """The first fault and the row it names."""
    seen = check(desk)
    return seen.fault, seen.entry


def test_an_untouched_trail_is_whole_and_every_row_is_in_it(desk: Desk, trail: list[int]) -> None:
    seen = check(desk)
    assert (seen.fault, seen.seq) == (None, len(desk.rows("select 1 from audit")))
    assert len(trail) == seen.seq == 6
    assert len(seen.hash) == 32


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'inspect'",
        "action = 'view_checkin'",
        "at = at + interval '1 second'",
        "subject = 'x'",
        "person = null",
        "staff = null",
    ],
)
def test_a_changed_row_is_named(desk: Desk, trail: list[int], change: str) -> None:
    entry = desk.rows("select max(id) from audit where action = 'view_person'")[0][0]
    tamper(desk, f"update audit set {change} where id = {entry}")
    assert found(desk) == ("changed", entry)


def test_a_missing_row_is_named(desk: Desk, trail: list[int]) -> None:
    tamper(desk, f"delete from audit where id = {trail[3]}")
    assert found(desk) == ("missing", trail[3])


def test_a_missing_link_is_named_by_its_place(desk: Desk, trail: list[int]) -> None:
    tamper(desk, f"delete from audit_chain where entry = {trail[3]}")
    seen = check(desk)
    assert (seen.fault, seen.place) == ("missing", 4)


def test_two_rows_that_changed_places_are_named(desk: Desk, trail: list[int]) -> None:
    one, two = trail[2], trail[5]
    tamper(
        desk,
        f"update audit set id = -1 where id = {one}",
        f"update audit set id = {one} where id = {two}",
        f"update audit set id = {two} where id = -1",
    )
    assert found(desk) == ("reordered", one)


def test_two_links_that_changed_places_are_named(desk: Desk, trail: list[int]) -> None:
    one, two = trail[2], trail[5]
    tamper(
        desk,
        f"update audit_chain set entry = -1 where entry = {one}",
        f"update audit_chain set entry = {one} where entry = {two}",
        f"update audit_chain set entry = {two} where entry = -1",
    )
    assert found(desk) == ("reordered", two)


def test_a_row_added_past_the_chain_is_named(desk: Desk, trail: list[int]) -> None:
    tamper(desk, "insert into audit (id, at, action) values (99, now(), 'review')")
    assert found(desk) == ("unlinked", desk.rows("select max(id) from audit")[0][0])


def test_a_trail_cut_off_at_the_end_is_found_by_the_remembered_head(
    desk: Desk, trail: list[int]
) -> None:
    with psycopg.connect(desk.url) as tx:
        assert jobs.verify_audit(tx, desk.now) == len(trail)
    gone = trail[-2:]
    tamper(
        desk,
        f"delete from audit_chain where entry >= {gone[0]}",
        f"delete from audit where id >= {gone[0]}",
    )
    seen = check(desk)
    assert (seen.fault, seen.place) == ("cut", len(trail))


def test_a_chain_computed_anew_from_a_changed_row_is_found_by_the_remembered_head(
    desk: Desk, trail: list[int]
) -> None:
    assert check(desk).fault is None
    tamper(
        desk,
        f"update audit set subject = 'x' where id = {trail[1]}",
        "do $$ declare tail bytea := ''; link audit_chain; begin"
        " for link in select * from audit_chain order by seq loop"
        " tail := audit_digest(tail, (select a from audit a where id = link.entry));"
        " update audit_chain set hash = tail where seq = link.seq; end loop; end $$",
    )
    seen = check(desk)
    assert (seen.fault, seen.place) == ("cut", len(trail))


@pytest.mark.parametrize("table", ["audit", "audit_chain", "audit_check"])
def test_the_database_refuses_to_change_or_delete_a_row(
    desk: Desk, trail: list[int], table: str
) -> None:
    check(desk)
    for order in (f"delete from {table}", f"truncate {table} cascade"):
        with (
            psycopg.connect(desk.url) as tx,
            pytest.raises(psycopg.errors.RaiseException, match="never changed"),
        ):
            tx.execute(order.encode())


def test_the_command_line_says_ok_or_the_first_fault(
    desk: Desk,
    trail: list[int],
    authority: Authority,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = str(settings_file(tmp_path, desk.url, authority, 1)[0])
    assert main(["audit", "--config", config]) == 0
    assert capsys.readouterr().out.startswith(f"ok: {len(trail)} rows, head ")
    tamper(desk, f"update audit set subject = 'x' where id = {trail[2]}")
    assert main(["audit", "--config", config]) == 1
    assert f"changed: link 3, audit row {trail[2]}" in capsys.readouterr().err
