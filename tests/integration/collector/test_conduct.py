"""From counted days to objection and answer: the software counts, people decide."""

from typing import Any

import httpx
from yizhan_collector.rooms.conduct import counted

from .conducting import DAY, at, decided, missing, posts_in_order, proposed, step, told
from .conftest import TODAY, Desk, new_person, open_record
from .own import enter


def conduct(client: httpx.Client, person: str) -> dict[str, Any]:
    open_record(client, person, "case_work")
    answer = client.get(f"/api/people/{person}/conduct")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def count_all(desk: Desk) -> int:
    with desk.pool.connection() as tx:
        return counted.count_all(tx, desk.now)


def test_each_counted_day_is_a_row_with_its_evidence(desk: Desk) -> None:
    down = TODAY + 3 * DAY
    posts_in_order(desk, but=(down,))
    person = missing(desk)
    at(desk, TODAY + 6 * DAY)
    [one] = conduct(desk.sign_in(), person)["stretches"]
    assert (one["since"], one["counted"], one["until"]) == (str(TODAY), 4, None)
    why = {row["day"]: row["why"] for row in one["days"]}
    assert why == {str(TODAY + n * DAY): "post_down" if n == 3 else None for n in range(1, 6)}
    assert all("bx-210521100-1" in row["text"] for row in one["days"] if row["why"] is None)


def test_days_of_illness_and_detention_do_not_count(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk)
    at(desk, TODAY + 10 * DAY)
    officer = desk.sign_in()
    open_record(officer, person)
    ill = {"from_on": str(TODAY + DAY), "to_on": str(TODAY + 4 * DAY), "why": "hospital"}
    wish = {**ill, "evidence": "县医院出院小结"}
    assert officer.post(f"/api/people/{person}/reporting/excuses", json=wish).status_code == 201
    with desk.pool.connection() as tx:
        tx.execute(
            "insert into act (id, person, kind, effective_on, recorded_at, by, acting_body)"
            " values (gen_random_uuid(), %s, 'detained', %s, %s, 'system', '210521')",
            [person, TODAY + 7 * DAY, desk.now],
        )
    [one] = conduct(officer, person)["stretches"]
    assert [row["why"] for row in one["days"]] == [
        *["hospital"] * 4, None, None, *["detained"] * 3,
    ]  # fmt: skip
    assert one["counted"] == 2


def test_a_visit_ends_the_count(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk)
    at(desk, TODAY + 4 * DAY)
    officer = desk.sign_in()
    given = {"channel": "phone", "at": desk.now.isoformat()}
    taken = officer.post(f"/api/people/{person}/reporting/reports", json=given)
    assert taken.status_code == 201, taken.text
    at(desk, TODAY + 7 * DAY)
    [one] = conduct(desk.sign_in(), person)["stretches"]
    assert (one["until"], one["counted"]) == (str(TODAY + 4 * DAY), 4)


def test_of_somebody_not_in_correction_nothing_is_counted_and_nothing_is_proposed(
    desk: Desk,
) -> None:
    officer = desk.sign_in()
    found = conduct(officer, new_person(officer)["id"])
    assert found == {"stretches": [], "hints": [], "grounds": [], "sanctions": []}


def test_the_list_of_the_area_shows_what_the_night_counted(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk)
    at(desk, TODAY + 12 * DAY)
    assert count_all(desk) == 1
    [row] = desk.sign_in().get("/api/conduct/hints").json()["items"]
    assert (row["person"]["id"], row["measure"], row["number"]) == (person, "warning", 11)
    assert row["rule"] == "warning.late_days"
    assert "第35条" in row["source"]
    assert desk.sign_in("caohe").get("/api/conduct/hints").json()["items"] == []


def test_day_ten_is_a_reprimand_and_day_eleven_a_warning(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk)
    found = []
    for after in (11, 12):
        at(desk, TODAY + after * DAY)
        [hint] = conduct(desk.sign_in("county"), person)["hints"]
        found.append((hint["measure"], hint["number"]))
    assert found == [("reprimand", 10), ("warning", 11)]


def test_from_counted_days_to_objection_and_answer(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk)
    at(desk, TODAY + 6 * DAY)
    officer = desk.sign_in()
    one = proposed(
        officer, person, measure="reprimand", ground="late_or_away", since=str(TODAY),
        evidence=["电话记录:无人接听"],
    )  # fmt: skip
    assert [row["why"] for row in one["evidence"]] == [None] * 6
    done = decided(desk, one)
    assert (done["state"], done["decided_by"]) == ("decided", "县局 王工")
    assert (done["paper"], done["copied_on"]) != (None, None)
    assert told(desk, one)["state"] == "in_force"
    myself = enter(desk, open_record(officer, person))
    [mine] = myself.get("/own/api/conduct").json()
    assert mine["objection_route"].startswith("向本溪满族自治县司法局提出异议")
    said = myself.post(f"/own/api/conduct/{one['id']}/objection", json={"text": "当日机器坏了。"})
    assert said.status_code == 201, said.text
    [waiting] = desk.sign_in("county2").get("/api/conduct/sanctions?objected=true").json()["items"]
    assert waiting["objection"]["text"] == "当日机器坏了。"
    answer = {"outcome": "withdrawn", "findings": "经查,当日终端时断时续。"}
    assert step(desk.sign_in("county"), one, "answer", **answer).json()["code"] == "own_decision"
    given = step(desk.sign_in("county2"), one, "answer", **answer)
    assert given.json()["state"] == "annulled", given.text
    sent = myself.post(f"/own/api/conduct/{one['id']}/refer", json={"why": "要求书面道歉。"})
    assert sent.json()["objection"]["referred_at"] is not None, sent.text
    acts = [row[0] for row in desk.rows("select kind from act order by recorded_at, id")]
    assert acts == [
        "measure_proposed", "reprimand", "measure_told", "objection", "objection_answer",
        "objection_referred",
    ]  # fmt: skip


def test_the_person_does_not_see_a_proposal(desk: Desk) -> None:
    person = missing(desk)
    officer = desk.sign_in()
    one = proposed(officer, person)
    myself = enter(desk, open_record(officer, person))
    assert myself.get("/own/api/conduct").json() == []
    said = myself.post(f"/own/api/conduct/{one['id']}/objection", json={"text": "不服"})
    assert said.status_code == 404


def test_a_proposal_to_revoke_lies_over_the_term_until_the_court_has_ruled(desk: Desk) -> None:
    person = missing(desk)
    one = proposed(
        desk.sign_in(), person, measure="revocation_proposal", ground="no_entry_serious",
        details={"to_court": "示例县人民法院", "enclosed": ["调查笔录"]},
    )  # fmt: skip
    decided(desk, one)
    overlays = "select overlays from term where person = %s"
    assert desk.rows(overlays, person) == [(["proposal_pending"],)]
    told(desk, one)
    ruled = {"outcome": "refused", "on": str(TODAY), "document": "(2026)示0521刑更1号"}
    assert step(desk.sign_in("county"), one, "outcome", **ruled).json()["state"] == "closed"
    assert desk.rows(overlays, person) == [([],)]


def test_every_measure_has_its_paper(desk: Desk) -> None:
    given: list[tuple[str, str, str, dict[str, Any]]] = [
        ("probation", "praise", "outstanding", {}),
        ("probation", "reprimand", "rules_minor", {}),
        ("probation", "warning", "rules_heavier", {}),
        ("control", "security_proposal", "breach_rules",
         {"to_police": "示例县公安局", "police_article": "第六十条"}),
        ("parole", "revocation_proposal", "parole_breach",
         {"to_court": "示例县人民法院", "enclosed": ["调查笔录"]}),
        ("medical", "recommit_proposal", "rules_serious",
         {"to_organ": "示例省监狱管理局", "enclosed": ["病历"], "health": "已经康复。"}),
    ]  # fmt: skip
    for sentence, measure, ground, details in given:
        person = missing(desk, sentence=sentence)
        one = proposed(desk.sign_in(), person, measure=measure, ground=ground, details=details)
        assert decided(desk, one)["paper"], measure
    kinds = desk.rows("select kind from paper order by kind")
    assert [kind for (kind,) in kinds] == sorted(measure for _, measure, _, _ in given)


def test_what_does_not_fit_is_refused_with_its_reason(desk: Desk) -> None:
    posts_in_order(desk)
    person = missing(desk, sentence="control")
    officer = desk.sign_in()
    open_record(officer, person)
    from .conducting import WARNED

    for code, changes in (
        ("measure_does_not_fit", {"measure": "revocation_proposal", "ground": "other_serious"}),
        ("unknown_ground", {"ground": "no_such_ground"}),
        ("evidence_needed", {"evidence": []}),
        ("hearing_needed", {"heard": " "}),
        ("days_do_not_reach", {"ground": "late_or_away", "since": str(TODAY)}),
    ):
        given = {"person": person, **WARNED, **changes}
        answer = officer.post("/api/conduct/sanctions", json=given)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    proposed(officer, person)
    again = officer.post("/api/conduct/sanctions", json={"person": person, **WARNED})
    assert again.json()["code"] == "already_proposed"


def test_only_the_proposer_takes_a_proposal_back(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    assert step(desk.sign_in("county"), one, "withdraw").json()["code"] == "not_the_proposer"
    assert step(desk.sign_in(), one, "withdraw").json()["state"] == "withdrawn"
    assert (
        step(desk.sign_in("county"), one, "decide", granted=True, reasons="可").status_code == 409
    )


def test_another_county_sees_nothing_of_it(desk: Desk) -> None:
    one = proposed(desk.sign_in(), missing(desk))
    assert desk.sign_in("huanren").get(f"/api/conduct/sanctions/{one['id']}").status_code == 404
    assert desk.sign_in("huanren").get("/api/conduct/sanctions").json()["total"] == 0


def test_the_prosecutor_sees_it_and_changes_nothing(desk: Desk) -> None:
    person = missing(desk)
    one = proposed(desk.sign_in(), person)
    prosecutor = desk.sign_in("prosecutor")
    open_record(prosecutor, person, "inspect")
    assert prosecutor.get(f"/api/conduct/sanctions/{one['id']}").status_code == 200
    assert step(prosecutor, one, "withdraw").status_code == 403


def test_nothing_is_shown_without_a_reason(desk: Desk) -> None:
    person = missing(desk)
    one = proposed(desk.sign_in(), person)
    for path in (f"/api/people/{person}/conduct", f"/api/conduct/sanctions/{one['id']}"):
        assert desk.sign_in("head").get(path).json()["code"] == "reason_needed"
