"""No text points to somebody the bureau keeps a file on; and a refusal tells nothing of anybody."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import CheckViolation
from stack.builders import BOX, NOON
from stack.desk import Desk, new_person
from stack.writing import EVERYWHERE, PORTAL, Writing
from yizhan_collector.rooms.publishing import privacy
from yizhan_collector.rooms.publishing.clean import clean
from yizhan_collector.rooms.publishing.model import Plan, Written
from yizhan_collector.rooms.publishing.refusals import AskTheHead, LongNumber, MayIdentify

PHONE = "000-0000-0001"
NAME, ASKER = "欧阳测试", "郑试问"


@pytest.fixture
def known(desk: Desk) -> dict[str, Any]:
    """Somebody under correction, and somebody who asked a clerk."""
    made = new_person(desk.sign_in(), name=NAME)
    ask(desk, ASKER, taken=True)
    return made


def ask(desk: Desk, name: str, taken: bool) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute("set session_replication_role = replica")
        party = uuid4()
        tx.execute(
            "insert into party (id, channel, name, phone, created_at)"
            " values (%s, 'portal', %s, %s, %s)",
            [party, name, PHONE, NOON],
        )
        tx.execute(
            "insert into matter (id, number, area, kind, category, channel, party, said, state,"
            " next_actor, last_act, owner, opened_at, answer_by)"
            " select %s, '2026-' || lpad((random() * 999999)::int::text, 6, '0'), '', 'advice',"
            " 'family', 'portal', %s, '问', 'open',"
            " 'clerk', 'open', case when %s then (select id from staff where login = 'clerk') end,"
            " %s, %s",
            [uuid4(), party, taken, NOON, NOON],
        )


def look(writing: Writing, said: str, body: str = "<p>好</p>", login: str = "clerk") -> str:
    """What the filter makes of a text; as a door, it keeps what was refused."""
    with writing.desk.pool.connection() as tx:
        staff = writing.stand(tx, login)
        written = Written("news", said or "题", "", body)
        try:
            privacy.require_harmless(tx, uuid4(), written, (), staff.id, writing.desk.now)
        except (MayIdentify, LongNumber, AskTheHead) as refused:
            tx.commit()
            return type(refused).__name__
    return ""


@pytest.mark.parametrize(
    "said",
    [
        f"请{NAME}到窗口",
        "欧 阳·测 试",
        "歐陽測試 領獎",
        f"感谢{ASKER}的来信",
        "欧<strong>阳测</strong>试",
        '欧阳<a href="/x">测试</a>',
        "欧&#38451;测试",
    ],
)
def test_a_name_is_found_however_it_is_written(
    writing: Writing, known: dict[str, Any], said: str
) -> None:
    body = "<" in said or "&" in said
    written = clean(f"<p>{said}</p>") if body else "<p>好</p>"
    assert look(writing, "" if body else said, written) == "MayIdentify"


@pytest.mark.parametrize(
    "said",
    [
        "13800000000",
        "一三八零零零零零零零零",
        "１３８ ００００ ００００",
        "身份证号 21050219900101123X",
        "咨询 024-12345678",
        "卡号 6222 0000 0000 0000 000",
    ],
)
def test_a_long_number_is_refused_whoevers_it_is(writing: Writing, said: str) -> None:
    assert look(writing, said) == "LongNumber"
    assert look(writing, "", f"<p>{said}</p>") == "LongNumber"


@pytest.mark.parametrize(
    "said",
    [
        "法律援助热线 12348,报警 110",
        "2026-11-24 8:30-11:30 办理",
        "2020-2025 年规划,20261124 印发",
        "共发放 1234567 元,惠及 12000 人",
        "邮编 117000",
        "见 https://flk.npc.gov.cn/detail/20240101/6912345678.html",
        "值班电话 024-0000 0123",
        "公证处 (024)00000456",
    ],
)
def test_public_numbers_dates_and_amounts_pass(desk: Desk, writing: Writing, said: str) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute("update department set phone = '024-00000123' where code = 'office'")
        tx.execute(
            "insert into service_point (code, name_zh, name_en, kind, township, address, phone,"
            " opens, shuts, weekdays, slot_minutes, capacity) values ('p-1', '公证处', 'Notary',"
            " 'notary', '210521100', '', '024-00000456', '8:00', '16:00', '{1}', 30, 1)"
        )
    assert look(writing, said, f"<p>{said}</p>") == ""


def test_the_cells_of_a_table_are_no_number(writing: Writing) -> None:
    body = "<table><tbody><tr><td>2024</td><td>1500</td><td>300</td></tr></tbody></table>"
    assert look(writing, "", body) == ""


def test_a_number_that_a_link_calls_is_read_too(writing: Writing) -> None:
    assert look(writing, "", '<p><a href="tel:13800000000">拨打</a></p>') == "LongNumber"
    assert look(writing, "", '<p><a href="tel:12348">拨打</a></p>') == ""


def test_a_check_in_number_that_looks_like_a_day_is_found(
    desk: Desk, writing: Writing, known: dict[str, Any]
) -> None:
    with psycopg.connect(desk.url) as tx:
        tx.execute("update person set number = '20261124'")
    assert look(writing, "印发日期 20261124") == "MayIdentify"


def test_a_stranger_makes_no_word_unsayable(desk: Desk, writing: Writing) -> None:
    ask(desk, "法律援助", taken=True)
    ask(desk, "和平路", taken=False)
    assert look(writing, "法律援助进和平路") == ""
    with psycopg.connect(desk.url) as tx:
        tx.execute("update department set phone = '024-00000123' where code = 'office'")
        tx.execute("update party set phone = '024-00000123'")
    assert look(writing, "值班电话 024-00000123") == ""


def test_the_telephone_of_somebody_who_asked_is_not_shown_as_an_amount(
    writing: Writing, known: dict[str, Any]
) -> None:
    with psycopg.connect(writing.desk.url) as tx:
        tx.execute("update party set phone = '2345678'")
    assert look(writing, "余额 2345678 元") == "MayIdentify"


def test_an_ordinary_word_that_is_somebodys_name_tells_of_nobody(
    desk: Desk, writing: Writing
) -> None:
    for name in ("安全", "文明", "高兴"):
        new_person(desk.sign_in(), name=name)
    assert look(writing, "文明出行,高兴而来,安全而归") == ""
    new_person(desk.sign_in(), name="安全甲")
    assert look(writing, "安全甲级单位") == "MayIdentify"


def test_it_is_asked_at_every_step_and_by_the_database(
    desk: Desk, writing: Writing, known: dict[str, Any]
) -> None:
    made = writing.draft(title=f"表彰{NAME}", plan=EVERYWHERE)
    with pytest.raises(MayIdentify):
        writing.submit(made)
    late = writing.draft(title="表彰韩晚到", plan=EVERYWHERE)
    writing.submit(late)
    new_person(desk.sign_in(), name="韩晚到")
    with pytest.raises(MayIdentify):
        writing.approve(late, "chief")
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "insert into article_approval select %s, version, staff.id, now() from article,"
            " staff where article.id = %s and login in ('chief', 'city')",
            [late, late],
        )
    with pytest.raises(MayIdentify):
        writing.publish(late)
    with psycopg.connect(desk.url) as tx:
        writing.stand(tx, "clerk")
        with pytest.raises(CheckViolation, match="private person"):
            tx.execute(
                "update article set state = 'published', live_version = version, live_title ="
                " title, live_lead = lead, live_body = body, live_column = column_code"
                " where id = %s",
                [late],
            )


def test_a_delivery_is_looked_at_again_when_it_is_queued_and_sent(
    desk: Desk, writing: Writing
) -> None:
    writing.published(title="表彰韩晚到", plan=Plan(weibo=True))
    new_person(desk.sign_in(), name="韩晚到")
    for state in ("sending", "waiting"):
        with psycopg.connect(desk.url) as tx:
            tx.execute("update delivery set state = 'failed'")
            with pytest.raises(CheckViolation, match="private person"):
                tx.execute("update delivery set state = %s", [state])


def test_a_strip_does_not_take_a_text_that_points_to_somebody_by_now(
    desk: Desk, writing: Writing
) -> None:
    made = writing.draft(plan=Plan(signs=(BOX,), sign_text="表彰韩晚到"))
    writing.submit(made)
    writing.approve(made, "chief", "city")
    carry, desk.carry_out = desk.carry_out, lambda: None  # type: ignore[method-assign]
    writing.publish(made)
    new_person(desk.sign_in(), name="韩晚到")
    carry()
    assert desk.rows("select state, reason from delivery") == [("failed", "private")]
    assert desk.rows("select 1 from signage") == []


def test_after_five_refusals_nothing_is_looked_at_for_an_hour(
    desk: Desk, writing: Writing, known: dict[str, Any]
) -> None:
    for _ in range(5):
        assert look(writing, NAME) == "MayIdentify"
    assert look(writing, NAME) == look(writing, "您好") == "AskTheHead"
    assert look(writing, "您好", login="clerk2") == ""
    desk.now += timedelta(hours=1)
    assert look(writing, NAME) == "MayIdentify"
    desk.now += timedelta(hours=2)
    desk.run_due()
    assert desk.rows("select 1 from text_refusal") == []


def test_a_refusal_is_written_down_without_the_text_or_whom_it_was_about(
    desk: Desk, writing: Writing, known: dict[str, Any]
) -> None:
    look(writing, NAME)
    [(person, subject)] = desk.rows(
        "select person, subject from audit where action = 'refuse_text'"
    )
    assert person is None
    assert NAME not in subject
    assert PORTAL not in subject


def test_every_run_of_letters_is_looked_up_as_a_name(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        names = tx.execute("select letters_in_a_row(letters_of(%s))", ["欧阳测试甲乙"]).fetchone()
    assert names is not None
    assert {"欧阳", "欧阳测试", "测试甲乙", "欧阳测试甲乙"} <= set(names[0])
