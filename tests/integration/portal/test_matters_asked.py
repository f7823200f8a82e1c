"""What somebody asks on the portal, over the login that sees one matter by its code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import Connection
from stack.builders import TOWN
from stack.desk import Desk
from stack.public import Public
from yizhan_collector.doors.portal.access import stand
from yizhan_collector.rooms.cases import aid, code, service
from yizhan_collector.rooms.cases.model import MOST_DOCUMENTS, Asked, Matter
from yizhan_collector.rooms.cases.reasons import (
    AppliedAlready,
    MatterClosed,
    NotClosedYet,
    TooManyDocuments,
    UnknownCategory,
)

CODE = code.fresh()
DIGEST = code.digest_of(CODE)


def asked(**changes: Any) -> Asked:
    given = {
        "kind": "advice",
        "category": "labour.wages",
        "channel": "portal",
        "said": "干了三个月没发工资,怎么办?",
        "name": "测试甲",
        "phone": "000-0000-0001",
        "township": TOWN,
    }
    return Asked(**given | changes)


@contextmanager
def standing(public: Public, digest: bytes = DIGEST) -> Iterator[Connection]:
    """The public's transaction, with a follow code."""
    with public.pool.connection() as tx:
        stand(tx, digest)
        yield tx


def opened(public: Public, digest: bytes = DIGEST, **changes: Any) -> Matter:
    with standing(public, digest) as tx:
        return service.open_matter(tx, asked(**changes), digest, public.now)


def test_a_matter_is_found_again_by_its_code_and_by_nothing_else(
    desk: Desk, public: Public
) -> None:
    made = opened(public)
    assert made.number == "2026-000001"
    with standing(public, code.digest_of(CODE.lower())) as tx:
        found = service.by_digest(tx, DIGEST)
        assert found == made
        [act] = service.acts_read_by_party(tx, made)
        assert (act.code, act.by_party, act.next_actor) == ("open", True, "clerk")
    with standing(public, code.digest_of("0000000000")) as tx:
        assert service.by_digest(tx, DIGEST) is None
        for table in ("matter", "party", "matter_act"):
            assert tx.execute(f"select from {table}".encode()).fetchall() == []
    assert desk.rows("select name, area from party, matter") == [("测试甲", TOWN[:6])]


def test_the_clocks_run_in_opening_hours(public: Public) -> None:
    made = opened(public)
    assert made.close_by is not None
    open_for = (made.answer_by - public.now).total_seconds() / 3600
    assert open_for == 8 + 15.5  # noon to noon in Shanghai but for a night
    assert made.due_at == made.answer_by < made.close_by


def test_nobody_is_named_who_names_nobody(desk: Desk, public: Public) -> None:
    made = opened(public, name="", phone="")
    assert made.party is None
    assert desk.rows("select from party") == []


def test_words_that_cannot_wait_are_shown_as_an_offer(desk: Desk, public: Public) -> None:
    made = opened(public, said="他现在就在门口要杀我")
    assert (made.urgent, made.urgent_sure, made.call_now) == ("violence", False, ("110",))
    assert made.answer_by < opened(public, code.digest_of("2222222222")).answer_by
    assert desk.rows(
        "select code, public from matter_act where matter = %s order by id", made.id
    ) == [
        ("open", True),
        ("urgent_offered", False),
    ]
    with standing(public) as tx:
        assert [one.code for one in service.acts_read_by_party(tx, made)] == ["open"]


def test_more_is_said_and_sent_until_it_is_withdrawn(desk: Desk, public: Public) -> None:
    made = opened(public)
    with standing(public) as tx:
        service.party_says(tx, made, "补充:工地在河东 😀𠮷", public.now)
        for at in range(MOST_DOCUMENTS):
            service.party_sends(tx, made, f"{at}.txt", "text/plain", b"x", public.now)
        with pytest.raises(TooManyDocuments):
            service.party_sends(tx, made, "6.txt", "text/plain", b"x", public.now)
        with pytest.raises(NotClosedYet):
            service.rate(tx, made, 5, "", public.now)
        done = service.withdraw(tx, made, public.now)
        assert (done.state, done.outcome, done.due_at) == ("closed", "withdrawn", None)
    with standing(public) as tx:
        found = service.by_digest(tx, DIGEST)
        assert found == done
        with pytest.raises(MatterClosed):
            service.party_says(tx, made, "再问", public.now)
        assert len(service.documents(tx, made)) == MOST_DOCUMENTS
        assert service.rate(tx, made, 4, "快", public.now).satisfaction == 4
    assert desk.rows("select said from matter_act where code = 'party_says'") == [
        ("补充:工地在河东 😀𠮷",)
    ]


def test_legal_aid_is_applied_for_once_and_decided_within_seven_days(public: Public) -> None:
    made = opened(public, kind="legal_aid", category="legal_aid")
    with standing(public) as tx:
        one = aid.apply(tx, made, "migrant_wages", ["representation", "advice"], public.now)
        assert not one.means_checked
        assert one.decide_by is not None
        assert (one.decide_by - one.received_on).days == 7
        with pytest.raises(AppliedAlready):
            aid.apply(tx, made, "means", ["advice"], public.now)
        assert aid.of_matter(tx, made) == one
        service.withdraw(tx, made, public.now)
        assert aid.of_matter(tx, made).step == "withdrawn"  # type: ignore[union-attr]


def test_an_unknown_category_is_refused(public: Public) -> None:
    with pytest.raises(UnknownCategory):
        opened(public, category="weather")


FORGED = {
    "insert into matter_act (matter, at, code, by_staff, public, next_actor)"
    " select %(id)s, now(), 'answer', gen_random_uuid(), true, 'party'",
    "update matter set owner = gen_random_uuid() where id = %(id)s",
    "update matter set answered_at = now() where id = %(id)s",
    "update aid_application set decided_on = current_date where matter = %(id)s",
    "insert into matter_document (id, matter, name, media_type, size, sha256, by_party, at)"
    " select gen_random_uuid(), %(id)s, 'a.txt', 'text/plain', 1, '', false, now()",
    "select content from matter_document_content",
    "insert into party_link (one, other, reason, offered_at)"
    " select id, id, 'said_so', now() from party",
}


@pytest.mark.parametrize("query", sorted(FORGED))
def test_nothing_is_written_in_the_name_of_the_staff(public: Public, query: str) -> None:
    made = opened(public)
    with standing(public) as tx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        tx.execute(query.encode(), {"id": made.id})


def test_one_document_too_many_is_refused_by_the_database_too(desk: Desk, public: Public) -> None:
    made = opened(public)
    row = (
        "insert into matter_document (id, matter, name, media_type, size, sha256, by_party, at)"
        " select gen_random_uuid(), %s, 'a.txt', 'text/plain', 1, '', true, now()"
        " from generate_series(1, %s)"
    )
    with psycopg.connect(desk.url) as tx:
        tx.execute(row, [made.id, MOST_DOCUMENTS])
        with pytest.raises(psycopg.errors.CheckViolation):
            tx.execute(row, [made.id, 1])
