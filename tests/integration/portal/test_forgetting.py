"""A closed matter's words, papers and whoever asked go after their years; the figures stay."""

from datetime import timedelta

import psycopg
import pytest
from stack.desk import Desk
from yizhan_collector.rooms.cases import code, forgetting, service
from yizhan_collector.rooms.cases.model import Asked, Kind, Matter

YEAR = timedelta(days=366)


def closed(desk: Desk, kind: Kind = "advice") -> Matter:
    """Somebody asked, sent a paper, and took it back."""
    asked = Asked(kind, "labour.injury", "portal", "工伤,单位不赔", "示例甲", "000-0000-0001")
    with psycopg.connect(desk.url) as tx:
        one = service.open_matter(tx, asked, code.digest_of(code.fresh()), desk.now)
        service.party_sends(tx, one, "合同.txt", "text/plain", b"x", desk.now)
        one = service.party_says(tx, one, "在工地上", desk.now)
        return service.withdraw(tx, one, desk.now)


def forget(desk: Desk, years: float) -> int:
    with psycopg.connect(desk.url) as tx:
        return forgetting.forget(tx, desk.now + years * YEAR)


def test_nothing_is_forgotten_before_its_years_are_over(desk: Desk) -> None:
    closed(desk)
    assert forget(desk, 2.99) == 0
    assert desk.rows("select said from matter") == [("工伤,单位不赔",)]


def test_after_three_years_words_papers_and_whoever_asked_are_gone(desk: Desk) -> None:
    one = closed(desk)
    assert forget(desk, 3) == 1
    assert desk.rows("select said, key_digest, party, kind, outcome from matter") == [
        ("—", None, None, "advice", "withdrawn")
    ]
    assert desk.rows("select said from matter_act where said <> ''") == []
    for table in ("matter_document", "matter_document_content", "party"):
        assert desk.rows(f"select 1 from {table}") == [], table  # noqa: S608
    codes = [code for (code,) in desk.rows("select code from matter_act order by id")]
    assert codes == ["open", "party_sends", "party_says", "withdraw"]
    assert one.number in {number for (number,) in desk.rows("select number from matter")}
    assert forget(desk, 3) == 0


def test_legal_aid_is_kept_for_ten_years(desk: Desk) -> None:
    closed(desk, "legal_aid")
    assert forget(desk, 9.9) == 0
    assert forget(desk, 10) == 1


def test_what_is_open_is_never_forgotten(desk: Desk) -> None:
    asked = Asked("advice", "other", "portal", "还没有答复")
    with psycopg.connect(desk.url) as tx:
        service.open_matter(tx, asked, None, desk.now)
    assert forget(desk, 50) == 0


def test_who_asked_something_else_meanwhile_is_not_forgotten(desk: Desk) -> None:
    first = closed(desk)
    asked = Asked("advice", "other", "portal", "另一件事", handle="")
    with psycopg.connect(desk.url) as tx:
        other = service.open_matter(tx, asked, None, desk.now)
        tx.execute("update matter set party = %s where id = %s", [first.party, other.id])
    assert forget(desk, 3) == 1
    assert desk.rows("select name from party") == [("示例甲",)]


@pytest.mark.parametrize("role", ["yizhan_service", "yizhan_portal"])
def test_nobody_at_a_door_can_say_that_they_forget(desk: Desk, role: str) -> None:
    one = closed(desk)
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "select set_config('role', %s, true), set_config('yizhan.area', '%%', true),"
            " set_config('yizhan.forgetting', 'on', true)",
            [role],
        )
        with pytest.raises(psycopg.Error) as held, tx.transaction():
            tx.execute("update matter_act set said = ''")
        assert not isinstance(held.value, psycopg.errors.SyntaxError)
        with pytest.raises(psycopg.Error), tx.transaction():
            tx.execute("update matter set said = 'x' where id = %s", [one.id])
