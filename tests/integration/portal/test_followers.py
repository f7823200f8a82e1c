"""What a follower sends becomes a matter, goes on with it, or is answered; nothing is merged."""

from datetime import timedelta

import psycopg
import pytest
from stack.builders import NOON
from stack.desk import SESSIONS, Desk
from yizhan_collector.doors.access import behind_the_wall
from yizhan_collector.rooms.cases import code, listing, service
from yizhan_collector.rooms.cases import desk as matters_desk
from yizhan_collector.rooms.cases.listing import Filter
from yizhan_collector.rooms.cases.model import Asked, Matter
from yizhan_collector.rooms.followers import arriving, model
from yizhan_collector.rooms.followers import service as followers
from yizhan_collector.rooms.followers.model import Arrival
from yizhan_collector.rooms.staff import service as staff_room

WHO, OTHER = "o-001", "o-002"


def arrive(desk: Desk, said: str = "", follower: str = WHO, **changes: str) -> None:
    """A message arrives and is seen to."""
    number = desk.rows("select count(*) from follower_inbox")[0][0]
    one = Arrival(f"m{number}", follower, "text", desk.now, said)
    one = Arrival(**{**vars(one), **changes})
    with psycopg.connect(desk.url) as tx:
        arriving.keep(tx, one, desk.now)
    desk.carry_out()
    assert desk.rows("select event, reason from outbox where reason is not null") == []


def words(desk: Desk, follower: str = WHO) -> list[str]:
    """What is to be said to a follower, in order."""
    query = "select said from follower_word where follower = %s order by at, id"
    return [said for (said,) in desk.rows(query, follower)]


def matters(desk: Desk) -> list[tuple[str, str, str]]:
    return desk.rows("select kind, channel, said from matter order by serial")


def portal_matter(desk: Desk, **changes: str) -> tuple[Matter, str]:
    """Somebody asked on the portal and has a follow code."""
    fresh = code.fresh()
    given = {"name": "示例甲", "phone": "000-0000-0001"} | changes
    asked = Asked("legal_aid", "labour.injury", "portal", "工伤,单位不赔", **given)  # type: ignore[arg-type]
    with psycopg.connect(desk.url) as tx:
        return service.open_matter(tx, asked, code.digest_of(fresh), desk.now), fresh


def answered(desk: Desk, said: str = "请带上劳动合同。") -> None:
    """A clerk answers the one matter there is, and takes it first when nobody has it."""
    with desk.pool.connection() as tx:
        clerk = staff_room.known(tx, SESSIONS["clerk2"], NOON)
        behind_the_wall(tx, clerk, desk.now)
        one = listing.listed(tx, Filter(), clerk.id, desk.now, 1, 0)[0][0]
        if one.owner is None:
            matters_desk.take(tx, one.id, clerk, desk.now)
        matters_desk.answer(tx, one.id, clerk, said, desk.now)
    desk.carry_out()


def test_a_word_begins_a_matter_and_the_next_goes_on_with_it(desk: Desk) -> None:
    arrive(desk, "工伤怎么认定")
    arrive(desk, "在工地上摔的")
    assert matters(desk) == [("advice", "wechat", "工伤怎么认定")]
    assert desk.rows("select said from matter_act where code = 'party_says'") == [("在工地上摔的",)]
    first, second = words(desk)
    assert first.startswith("已收到，编号2026-")
    assert second.startswith("已补充到2026-")


def test_a_repeat_does_nothing_twice(desk: Desk) -> None:
    for _ in range(3):
        arrive(desk, "工伤怎么认定", repeat_of="m7")
    with psycopg.connect(desk.url) as tx:
        followers.wrote(tx, "m7", desk.now)
    assert len(matters(desk)) == len(words(desk)) == 1


def test_violence_is_answered_with_110_first(desk: Desk) -> None:
    arrive(desk, "我老公正在打我")
    assert words(desk)[0].startswith("如有危险，请立即拨打110")
    assert desk.rows("select urgent from matter") == [("violence",)]


@pytest.mark.parametrize(
    ("event", "key", "said"),
    [
        ("subscribe", "", model.GREETING),
        ("click", "how", model.HOW_TO),
        ("click", "standing", model.NOTHING_OPEN),
    ],
)
def test_an_event_is_answered(desk: Desk, event: str, key: str, said: str) -> None:
    arrive(desk, kind="event", event=event, key=key)
    assert words(desk) == [said]
    assert matters(desk) == []


@pytest.mark.parametrize("event", ["unsubscribe", "view", "location", ""])
def test_an_event_that_asks_nothing_gets_no_answer(desk: Desk, event: str) -> None:
    arrive(desk, kind="event", event=event)
    assert words(desk) == []


def test_a_picture_begins_a_matter_and_is_fetched(desk: Desk) -> None:
    arrive(desk, kind="image", media="media-1")
    assert matters(desk) == [("advice", "wechat", "（图片）")]
    assert desk.rows("select media, kind, state from follower_media") == [
        ("media-1", "image", "waiting")
    ]


def test_who_asked_in_the_chat_reads_the_answer_there_on_asking(desk: Desk) -> None:
    arrive(desk, "工伤怎么认定")
    answered(desk, "请先做工伤认定。" * 80)
    arrive(desk, "进度")
    number = words(desk)[0][6:17]
    stands, first, second = words(desk)[-3:]
    assert stands == f"{number}：工作人员办理中"
    assert first + second == f"{number}的答复：" + "请先做工伤认定。" * 80
    assert max(len(first), len(second)) <= model.LONGEST


def test_who_was_joined_to_a_matter_of_the_chat_reads_how_it_stands_and_no_answer(
    desk: Desk,
) -> None:
    arrive(desk, "工伤怎么认定")
    answered(desk)
    arrive(desk, "您好吗", OTHER)
    with psycopg.connect(desk.url) as tx:
        ends = sorted(tx.execute("select id from party").fetchall())
        tx.execute(
            "insert into party_link (one, other, reason, offered_at, accepted, decided_at,"
            " decided_by) select %s, %s, 'said_so', now(), true, now(), id from staff"
            " where login = 'clerk2'",
            [one for (one,) in ends],
        )
    arrive(desk, "进度", OTHER)
    assert "工作人员办理中" in words(desk, OTHER)[-1]
    assert all("劳动合同" not in said for said in words(desk, OTHER))


def test_a_follow_code_offers_a_link_and_only_a_clerk_makes_it(desk: Desk) -> None:
    matter, fresh = portal_matter(desk)
    arrive(desk, code.spoken(fresh).lower())
    arrive(desk, "进度")
    assert words(desk) == [model.OFFERED, model.NOTHING_OPEN]
    [link] = desk.rows("select one, other, reason, accepted from party_link")
    assert link[2:] == ("said_so", None)
    with psycopg.connect(desk.url) as tx:
        tx.execute(
            "update party_link set accepted = true, decided_at = now(), decided_by ="
            " (select id from staff where login = 'clerk2')"
        )
    arrive(desk, "进度")
    assert words(desk)[-1] == f"{matter.number}：工作人员办理中"
    arrive(desk, "进度", OTHER)
    assert words(desk, OTHER) == [model.NOTHING_OPEN]


def test_a_clerk_finds_the_link_of_a_follower_who_only_sent_a_code_and_accepts_it(
    desk: Desk,
) -> None:
    matter, fresh = portal_matter(desk)
    arrive(desk, code.spoken(fresh))
    clerk = desk.sign_in("clerk")
    [link] = clerk.get("/api/party-links").json()["items"]
    assert {link["one"]["channel"], link["other"]["channel"]} == {"portal", "wechat"}
    ends = f"{link['one']['id']}/{link['other']['id']}"
    assert clerk.post(f"/api/party-links/{ends}", json={"accepted": True}).status_code == 204
    arrive(desk, "进度")
    assert words(desk)[-1] == f"{matter.number}：工作人员办理中"
    assert clerk.get(f"/api/matters/{matter.id}").json()["links"][0]["accepted"] is True


def test_a_clerk_elsewhere_sees_neither_the_matter_nor_the_link(desk: Desk) -> None:
    _, fresh = portal_matter(desk, area="210522")
    arrive(desk, code.spoken(fresh))
    assert desk.sign_in("clerk").get("/api/party-links").json()["items"] == []


def test_the_code_itself_is_not_kept(desk: Desk) -> None:
    _, fresh = portal_matter(desk)
    arrive(desk, fresh)
    arrive(desk, "AAAAA-00000")
    assert desk.rows("select said from follower_inbox") == [("",), ("",)]


def test_five_wrong_codes_pause_the_asking_for_an_hour(desk: Desk) -> None:
    _, fresh = portal_matter(desk)
    for number in range(5):
        arrive(desk, f"AAAA{number}-00000")
    arrive(desk, fresh)
    assert words(desk)[-2:] == [model.UNKNOWN_CODE, model.PAUSED]
    assert desk.rows("select 1 from party_link") == []
    desk.now += timedelta(hours=1, minutes=1)
    arrive(desk, fresh)
    assert words(desk)[-1] == model.OFFERED


def test_an_answer_is_told_without_a_word_of_it(desk: Desk) -> None:
    arrive(desk, "工伤怎么认定")
    answered(desk)
    assert words(desk)[-1] == model.NEWS
    assert all("工伤" not in one and "劳动合同" not in one for one in words(desk))


def test_after_two_days_of_silence_only_a_notice_can_be_sent(desk: Desk) -> None:
    arrive(desk, "工伤怎么认定")
    desk.now += timedelta(hours=47)
    answered(desk)
    desk.now += timedelta(hours=2)
    answered(desk, "还需要工资条。")
    kinds = desk.rows("select kind from follower_word order by at, id")
    assert [one for (one,) in kinds] == ["text", "text", "notice"]


def test_no_sentence_to_a_follower_names_a_kind_of_matter_or_a_status() -> None:
    told = [value for name, value in vars(model).items() if name.isupper() and type(value) is str]
    assert len(told) > 8
    for one in told:
        assert all(word not in one for word in ("矫正", "刑", "报到", "法律援助", "工伤"))


def test_what_is_half_a_year_old_is_forgotten_and_the_matter_stays(desk: Desk) -> None:
    arrive(desk, "工伤怎么认定")
    with psycopg.connect(desk.url) as tx:
        assert followers.forget_old(tx, desk.now + timedelta(days=181)) == 2
    assert len(matters(desk)) == 1
