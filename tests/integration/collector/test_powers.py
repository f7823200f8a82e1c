"""Every operation of the API, whoever asks: none forgets the session, the token or the role."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from stack import builders as make
from stack import device
from stack.builders import BOX
from yizhan_collector.app import schema
from yizhan_collector.ground import quarantine
from yizhan_provisioning.authority import Authority

from .conftest import Desk, new_person

OPEN = {"login", "take_fixes", "osmand_get", "osmand_post"}  # by the key of a device
OWN = "/own/"  # the persons' side: test_own_access.py
OFFICERS = {"xiaoshi", "county", "head"}
SEERS = OFFICERS | {"city", "prosecutor", "educator"}
SERVERS = {"clerk", "chief"}
EVERYBODY = SEERS | SERVERS | {"tech", "admin"}
OWNERS = OFFICERS | SERVERS | {"city", "tech", "admin"}
BOARD = {"city", "chief", "admin"}
KEEPERS = {"xiaoshi", "county", "tech"}
TEACHERS = {"xiaoshi", "county", "educator"}
OVERSEERS = {"county", "head", "city"}
APPROVERS = {"chief", "city"}
EDITORS = SERVERS | APPROVERS
# who may do what, by the words of the API; `caohe` is an officer of another township
MAY = {
    "repairs": OWNERS - SERVERS,
    "repair": OWNERS - SERVERS,
    "open_repair": OWNERS - SERVERS,
    "assign_repair": {"tech"},
    "note_repair": {"tech"},
    "use_part": {"tech"},
    "close_repair": {"tech"},
    "spares": OWNERS - SERVERS,
    "set_spare": {"tech"},
    "technicians": {"tech"},
    "post_commands": OWNERS - SERVERS,
    "command_post": {"tech"},
    "diagnosis": {"tech"},
    "post_history": OWNERS - SERVERS,
    "rollouts": OWNERS - SERVERS,
    "rollout": OWNERS - SERVERS,
    "bundles": {"admin"},
    "begin_rollout": {"admin"},
    "steer_rollout": {"admin"},
    "logout": EVERYBODY,
    "me": EVERYBODY,
    "townships": EVERYBODY,
    "tile": EVERYBODY,
    "live": EVERYBODY,
    "due": SEERS,
    "checkins": SEERS,
    "checkin": SEERS,
    "review": OFFICERS,
    "people": SEERS,
    "person": SEERS,
    "opening": SEERS,
    "today": SEERS,
    "approvals": OFFICERS | {"city"},
    "decide_request": OFFICERS | {"city"},
    "timeline": SEERS,
    "add_person": OFFICERS,
    "register_term": OFFICERS,
    "file_document": OFFICERS,
    "read_document": SEERS,
    "term": SEERS,
    "receive": OFFICERS,
    "declare": OFFICERS,
    "form_group": OFFICERS,
    "make_plan": OFFICERS,
    "change_particulars": OFFICERS,
    "categorise": OFFICERS,
    "commute": OFFICERS,
    "detain": OFFICERS,
    "set_free": OFFICERS,
    "correct": OFFICERS,
    "release": OFFICERS,
    "terminate": OFFICERS,
    "issue_permit": OFFICERS,
    "issue_code": OFFICERS,
    "issue_page": OFFICERS,
    "complaints": OVERSEERS,
    "answer_complaint": OVERSEERS,
    "tell_answer": OVERSEERS,
    "opinions": OVERSEERS,
    "reply_opinion": {"county", "head"},
    "inspect_complaints": {"prosecutor"},
    "inspect_opinions": {"prosecutor"},
    "raise_opinion": {"prosecutor"},
    "inspect_people": {"prosecutor"},
    "inspect_sample": {"prosecutor"},
    "inspect_overdue": {"prosecutor"},
    "allow_face": OFFICERS,
    "regions": SEERS,
    "leaves": SEERS,
    "leaves_of": SEERS,
    "weigh_leave": OFFICERS,
    "ask_leave": OFFICERS,
    "extend_leave": OFFICERS,
    "decide_leave": OFFICERS | {"city"},
    "pass_on_leave": OFFICERS | {"city"},
    "cancel_leave": OFFICERS,
    "return_leave": OFFICERS,
    "travels": SEERS,
    "travels_of": SEERS,
    "ask_travel": OFFICERS,
    "decide_travel": {"county", "head"},
    "end_travel": OFFICERS,
    "places": SEERS,
    "moves": SEERS,
    "move": SEERS,
    "moves_of": SEERS,
    "ask_move": OFFICERS,
    "withdraw_move": OFFICERS,
    "relocate": {"county", "head"},
    "ask_new_place": {"county", "head"},
    "answer_move": {"county", "head"},
    "decide_move": {"county", "head"},
    "send_file": {"county", "head"},
    "receive_file": {"county", "head"},
    "reported_there": {"county", "head"},
    "alerts": SEERS - {"educator"} | {"tech"},
    "alert": SEERS - {"educator"} | {"tech"},
    "acknowledge_alert": OFFICERS | {"city"},
    "decide_alert": OFFICERS | {"city"},
    "alert_figures": OFFICERS | {"city", "prosecutor"},
    "board": OFFICERS | {"city", "prosecutor"},
    "duty": OFFICERS | {"city", "prosecutor"},
    "set_duty": OFFICERS | {"city"},
    "wall": OFFICERS | {"city", "prosecutor"},
    "give_wall_pass": OFFICERS | {"city", "prosecutor"},
    "end_wall_passes": OFFICERS | {"city", "prosecutor"},
    "positionings": SEERS,
    "positioning_of": SEERS,
    "ask_positioning": OFFICERS,
    "tell_positioning": OFFICERS,
    "lift_positioning": OFFICERS,
    "issue_tracker": OFFICERS,
    "end_tracker": OFFICERS,
    "zones": SEERS,
    "draw_zone": OFFICERS,
    "end_zone": OFFICERS,
    "open_trajectory": OFFICERS | {"prosecutor"},
    "trajectory": OFFICERS | {"prosecutor"},
    "trajectory_day": OFFICERS | {"prosecutor"},
    "anomalies": OFFICERS | {"prosecutor"},
    "answer_anomaly": OFFICERS,
    "trajectory_openings": OFFICERS | {"prosecutor"},
    "sessions": SEERS,
    "one_session": SEERS,
    "segments": SEERS,
    "plan_session": OFFICERS,
    "cancel_session": OFFICERS,
    "stop_session": OFFICERS,
    "close_session": OFFICERS,
    "expect_people": OFFICERS,
    "expect_no_more": OFFICERS,
    "mark_present": OFFICERS,
    "hold_session": {"county", "head"},
    "lift_hold": {"county", "head"},
    "callouts": SEERS,
    "callout": SEERS,
    "call_out_clip": {"county", "head"},
    "call_out_live": {"county", "head"},
    "clip_playlist": {"county", "head"},
    "clip_segment": {"county", "head"},
    "live_picture": {"county", "head"},
    "end_callout": {"county", "head"},
    "cameras": OFFICERS | {"city", "tech", "admin"},
    "bans_of": SEERS,
    "enter_ban": {"county", "head"},
    "end_ban": {"county", "head"},
    "ask_entry": OFFICERS,
    "decide_entry": {"county", "head"},
    "paper_kinds": SEERS,
    "paper_form": OFFICERS,
    "papers": SEERS,
    "preview_paper": OFFICERS,
    "draft_docx": OFFICERS,
    "issue_paper": OFFICERS,
    "paper": SEERS,
    "paper_pdf": SEERS,
    "paper_docx": OFFICERS,
    "serve_paper": OFFICERS,
    "void_paper": OFFICERS,
    "paper_drafts": OFFICERS,
    "keep_draft": OFFICERS,
    "change_draft": OFFICERS,
    "drop_draft": OFFICERS,
    "issue_draft": OFFICERS,
    "contacts": SEERS,
    "contacts_of": SEERS,
    "lost_contacts": SEERS,
    "conduct_hints": SEERS,
    "sanctions": SEERS,
    "conduct_of": SEERS,
    "sanction": SEERS,
    "reporting": SEERS,
    "record_contact": OFFICERS,
    "open_lost_contact": OFFICERS,
    "close_lost_contact": OFFICERS,
    "propose_measure": OFFICERS,
    "withdraw_measure": OFFICERS,
    "tell_measure": OFFICERS,
    "write_objection": OFFICERS,
    "refer_objection": OFFICERS,
    "take_report": OFFICERS,
    "write_excuse": OFFICERS,
    "withdraw_excuse": OFFICERS,
    "decide_measure": {"county", "head"},
    "measure_outcome": {"county", "head"},
    "answer_objection": {"county", "head"},
    "courses_listed": TEACHERS,
    "write_course": TEACHERS,
    "course": TEACHERS,
    "rewrite_course": TEACHERS,
    "set_course_state": TEACHERS,
    "send_media": TEACHERS,
    "media": TEACHERS,
    "classes": TEACHERS,
    "plan_class": TEACHERS,
    "class_session": TEACHERS,
    "invite_to_class": TEACHERS,
    "mark_class": TEACHERS,
    "cancel_class": TEACHERS,
    "offers": TEACHERS,
    "make_offer": TEACHERS,
    "offer": TEACHERS,
    "join_offer": TEACHERS,
    "note_offer": TEACHERS,
    "education_of": SEERS,
    "talks": TEACHERS,
    "write_talk": TEACHERS,
    "post_map": OFFICERS | {"city", "tech", "admin"},
    "posts": OFFICERS | {"city", "tech", "admin"},
    "set_signage": KEEPERS,
    "revoke_post": {"county", "tech"},
    "bring_wish": {"county", "tech"},
    "box_wish": {"county", "tech"},
    "claim_box": {"county", "tech"},
    "box_grant": {"county", "tech"},
    "swap_outlook": {"county", "tech"},
    "swap_box": {"county", "tech"},
    "points": SERVERS | BOARD,
    "change_point": SERVERS | BOARD,
    "bookings": SERVERS,
    "note_came": SERVERS,
    "owned": OWNERS,
    "owned_mine": OWNERS,
    "owned_thing": OWNERS,
    "review_owned": OWNERS,
    "hand_back_owned": OWNERS,
    "departments": OWNERS,
    "site_score": OWNERS,
    "owned_people": BOARD,
    "assign_owned": BOARD,
    "keep_department": BOARD,
    "statistics": OFFICERS | {"city", "prosecutor"},
    "imports": {"county"},
    "import_people": {"county"},
    "import_template": {"county"},
    "import_result": {"county"},
    "import_rows": {"county"},
    "exports": {"county", "head"},
    "packets_sent": {"county", "head", "city", "prosecutor"} | SERVERS,
    "tickets": SERVERS,
    "ticket_answers": SERVERS,
    "ticket_figures": SERVERS,
    "refuse_ticket": SERVERS,
    "pass_on_matter": SERVERS,
    "paper_recipients": {"county", "head"},
    "send_paper": {"county", "head"},
    "withdraw_packet": {"county", "head"} | SERVERS,
    "partners_known": {"county", "head", "city", "prosecutor", "admin"},
    "add_partner": {"admin"},
    "end_partner": {"admin"},
    "set_callback": {"admin"},
    "try_partner": {"county", "head", "city", "admin"},
    "batches_taken": {"county", "head", "city", "prosecutor"},
    "batch_faults": {"county", "head", "city", "prosecutor"},
    "rows_taken": {"county", "head", "city", "prosecutor"},
    "row_alike": {"county", "head"},
    "packet_signed": {"county", "head"},
    "note_packet_step": {"county", "head"},
    "take_disc": {"county", "head"},
    "batch_signed": {"county", "head"},
    "decide_row": {"county", "head"},
    "export_people": {"county", "head"},
    "rules": EVERYBODY,
    "rule_history": EVERYBODY,
    "change_rule": {"admin"},
    "categories": EVERYBODY,
    "change_category": {"admin"},
    "closed_days": EVERYBODY,
    "close_day": {"admin"},
    "quarantine": KEEPERS,
    "quarantined": KEEPERS,
    "dismiss": KEEPERS,
    "staffs": {"admin"},
    "add_staff": {"admin"},
    "change_staff": {"admin"},
    "end_staff": {"admin"},
    "reset_password": {"admin"},
    "choose_password": EVERYBODY,
    "delegations": SEERS,
    "delegate": {"county", "head"},
    "end_delegation": {"county", "head"},
    "articles": EDITORS,
    "article": EDITORS,
    "article_places": EDITORS,
    "preview_article": EDITORS,
    "write_article": SERVERS,
    "change_article": SERVERS,
    "submit_article": SERVERS,
    "take_back_article": SERVERS,
    "approve_article": APPROVERS,
    "send_back_article": APPROVERS,
    "publish_article": EDITORS,
    "withdraw_article": EDITORS,
    "deliveries": EDITORS,
    "retry_delivery": EDITORS,
    "withdraw_delivery": EDITORS,
    "columns": EDITORS,
    "add_column": APPROVERS,
    "change_column": APPROVERS,
    "audit_trail": {"city", "admin"},
    "check_audit": {"city", "admin"},
    "matters": SERVERS,
    "matter": SERVERS,
    "open_matter": SERVERS,
    "hotline_desk": SERVERS,
    "take_seat": SERVERS,
    "leave_seat": SERVERS,
    "dial": SERVERS,
    "calls": SERVERS,
    "call": SERVERS,
    "draft_ticket": SERVERS,
    "write_ticket": SERVERS,
    "add_ticket": SERVERS,
    "no_ticket": SERVERS,
    "knowledge": SERVERS,
    "call_backs": SERVERS,
    "call_back_slots": SERVERS,
    "book_call_back": SERVERS,
    "attempt_call": SERVERS,
    "call_checks": {"chief"},
    "check_call": {"chief"},
    "hear_call": {"chief"},
    "hotline_figures": SERVERS,
    "renew_code": SERVERS,
    "make_once_code": SERVERS,
    "matter_categories": SERVERS,
    "matter_figures": SERVERS,
    "matter_colleagues": SERVERS,
    "add_matter_document": SERVERS,
    "matter_document": SERVERS,
    "take_matter": SERVERS,
    "hand_over_matter": SERVERS,
    "answer_matter": SERVERS,
    "ask_party": SERVERS,
    "note_matter": SERVERS,
    "refer_matter": SERVERS,
    "judge_urgent": SERVERS,
    "close_matter": SERVERS,
    "reopen_matter": SERVERS,
    "apply_aid": SERVERS,
    "tell_missing": SERVERS,
    "papers_complete": SERVERS,
    "aid_not_supplied": SERVERS,
    "assign_aid": SERVERS,
    "party_links": SERVERS,
    "decide_link": SERVERS,
    "offer_link": SERVERS,
    "decide_aid": {"chief"},
}
BODIES: dict[str, dict[str, Any]] = {
    "review": {"decision": "match"},
    "allow_face": {"allowed": True},
    "set_signage": {"text": "您好"},
    "revoke_post": {"reason": "x"},
    "dismiss": {"note": "x"},
    "add_person": {
        "name": "测试乙",
        "gender": "male",
        "township": make.TOWN,
        "face_allowed": True,
        "first_due_on": "2026-11-24",
        "every_days": 7,
    },
}


class Ids(dict[str, object]):
    """Ids for the places of a path; of a kind that is not made here, one that nothing has."""

    def __missing__(self, _: str) -> UUID:
        return UUID(int=0)


@dataclass(frozen=True)
class Operation:
    """One line of the API with ids of real records of one township."""

    name: str
    method: str
    path: str
    names_a_record: bool

    def by(self, client: httpx.Client) -> httpx.Response:
        """Let somebody do it; of a stream only the beginning is read."""
        body = BODIES.get(self.name)
        with client.stream(self.method, self.path, json=body) as answer:
            if self.name != "live" or answer.is_error:
                answer.read()
            return answer


def operations(desk: Desk) -> list[Operation]:
    """All operations on the records of somebody of 小市."""
    person = new_person(desk.sign_in("county"))["id"]
    checkin = desk.report(make.visit(UUID(person))).id
    with desk.pool.connection() as tx:
        quarantine.keep(tx, BOX, "t", "r", b"x", desk.now)
    [(kept,)] = desk.rows("select id from quarantine")
    ids = Ids({"person": person, "checkin": checkin, "post": BOX, "kept": kept, "name": "no.rule"})
    ids["sha256"] = "0" * 64
    ids["day"] = "2026-11-24"
    ids["number"] = 1
    ids["step"] = "pause"
    ids |= {"z": 1, "x": 1, "y": 1}
    return [
        Operation(operation["operationId"], method.upper(), path.format_map(ids), "{" in path)
        for path, methods in schema()["paths"].items()
        for method, operation in methods.items()
        if operation["operationId"] not in OPEN and not path.startswith(OWN)
    ]


def test_the_table_names_every_operation() -> None:
    named = {
        one["operationId"]
        for path, methods in schema()["paths"].items()
        for one in methods.values()
        if not path.startswith(OWN)
    }
    assert named == set(MAY) | OPEN


def test_without_a_session_nothing_is_answered(desk: Desk) -> None:
    for one in operations(desk):
        assert one.by(desk.visitor()).status_code == 401, one


def test_without_the_token_nothing_is_changed(desk: Desk) -> None:
    changing = [one for one in operations(desk) if one.method != "GET"]
    officer = desk.sign_in()
    del officer.headers["X-CSRF-Token"]
    for one in changing:
        answer = one.by(officer)
        assert (answer.status_code, answer.json()["code"]) == (403, "wrong_csrf"), one


@pytest.mark.parametrize("login", sorted(EVERYBODY))
def test_every_role_does_what_its_powers_say_and_nothing_else(
    desk: Desk, authority: Authority, login: str
) -> None:
    desk.app.state.house = replace(desk.house, issuing=device.issuing(authority))
    # what ends a session or a post comes last
    last = ("revoke_post", "logout")
    found = sorted(
        operations(desk), key=lambda one: last.index(one.name) if one.name in last else -1
    )
    client = desk.sign_in(login)
    for one in found:
        answer = one.by(client)
        refused = answer.is_error and answer.json()["code"] in {"not_allowed", "not_signed_in"}
        assert refused == (login not in MAY[one.name]), (one, answer.status_code)
        assert answer.status_code < 500, (one, answer.text)


def test_an_officer_of_another_township_finds_no_record_of_this_one(desk: Desk) -> None:
    stranger = desk.sign_in("caohe")
    for one in operations(desk):
        if one.names_a_record and "xiaoshi" in MAY[one.name]:
            # a body that is not in the table above is refused before the record is looked for
            told = {404} if one.method == "GET" or one.name in BODIES else {404, 422}
            assert one.by(stranger).status_code in told, one
    assert desk.rows("select 1 from audit where starts_with(action, 'view')") == []
    for path in ("/api/due", "/api/people", "/api/checkins", "/api/quarantine"):
        answer = stranger.get(path).json()
        assert (answer.get("items", answer.get("rows"))) == []
