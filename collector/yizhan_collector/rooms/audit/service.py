"""Use cases of the audit trail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from psycopg import Connection

from yizhan_collector.rooms.audit import store

Reason = Literal["report", "visit", "decide", "case_work", "education", "complaint", "inspect"]
REASONS: tuple[Reason, ...] = get_args(Reason)
STAYS_OPEN = timedelta(minutes=30)
Seen = Literal["view_person", "view_checkin"]
Done = Literal[
    "sign_in",
    "sign_out",
    "write_course",
    "publish_course",
    "plan_class",
    "invite_to_class",
    "mark_class",
    "cancel_class",
    "make_offer",
    "join_offer",
    "note_offer",
    "write_talk",
    "add_person",
    "issue_permit",
    "issue_code",
    "issue_page",
    "answer_complaint",
    "tell_answer",
    "raise_opinion",
    "draw_sample",
    "reply_opinion",
    "take_report",
    "write_excuse",
    "withdraw_excuse",
    "record_contact",
    "open_lost_contact",
    "close_lost_contact",
    "propose_measure",
    "decide_measure",
    "withdraw_measure",
    "tell_measure",
    "measure_outcome",
    "object",
    "answer_objection",
    "refer_objection",
    "own_sign_in",
    "own_pass",
    "own_sign_out",
    "allow_face",
    "withdraw_face",
    "review",
    "replace_checkin",
    "revoke_post",
    "open_repair",
    "assign_repair",
    "use_part",
    "close_repair",
    "set_spare",
    "command_post",
    "read_diagnosis",
    "begin_rollout",
    "pause_rollout",
    "resume_rollout",
    "stop_rollout",
    "retry_rollout",
    "claim_post",
    "swap_post",
    "set_signage",
    "view_quarantine",
    "dismiss_quarantine",
    "check_audit",
    "add_staff",
    "change_staff",
    "end_staff",
    "reset_password",
    "issue_paper",
    "view_paper",
    "serve_paper",
    "void_paper",
    "drop_draft",
    "delegate",
    "end_delegation",
    "import_people",
    "export_people",
    "refuse_export",
    "change_rule",
    "change_category",
    "close_day",
    "register_term",
    "file_document",
    "receive_person",
    "form_group",
    "make_plan",
    "declare_term",
    "change_particulars",
    "propose_category",
    "commute_term",
    "note_detention",
    "note_freedom",
    "correct_term",
    "release_person",
    "terminate_term",
    "ask_leave",
    "decide_leave",
    "pass_on_leave",
    "cancel_leave",
    "return_leave",
    "ask_travel",
    "decide_travel",
    "end_travel",
    "ask_move",
    "step_move",
    "decide_move",
    "withdraw_move",
    "enter_ban",
    "end_ban",
    "ask_entry",
    "decide_entry",
    "ask_positioning",
    "tell_positioning",
    "lift_positioning",
    "issue_tracker",
    "end_tracker",
    "draw_zone",
    "end_zone",
    "open_trajectory",
    "answer_anomaly",
    "view_alert",
    "acknowledge_alert",
    "decide_alert",
    "set_duty",
    "give_wall_pass",
    "end_wall_passes",
    "plan_session",
    "expect_people",
    "mark_present",
    "cancel_session",
    "stop_session",
    "close_session",
    "hold_session",
    "lift_hold",
    "call_out",
    "view_clip",
    "view_live",
    "end_callout",
    "open_matter",
    "take_seat",
    "dial",
    "write_ticket",
    "book_call_back",
    "attempt_call",
    "check_call",
    "hear_call",
    "take_matter",
    "hand_over_matter",
    "answer_matter",
    "ask_party",
    "note_matter",
    "refer_matter",
    "judge_urgent",
    "add_matter_document",
    "read_matter_document",
    "close_matter",
    "reopen_matter",
    "apply_aid",
    "tell_missing",
    "papers_complete",
    "aid_not_supplied",
    "decide_aid",
    "assign_aid",
    "decide_link",
    "offer_link",
    "assign_owned",
    "review_owned",
    "hand_back_owned",
    "keep_department",
    "renew_code",
    "make_once_code",
    "send_packet",
    "take_disc",
    "answer_disc",
    "carry_packet",
    "note_packet",
    "withdraw_packet",
    "change_point",
    "view_bookings",
    "note_came",
    "fetch_packet",
    "fetch_counts",
    "add_partner",
    "end_partner",
    "set_callback",
    "try_partner",
    "take_batch",
    "take_ticket",
    "move_ticket",
    "refuse_ticket",
    "pass_on_matter",
    "read_tickets",
    "decide_row",
    "write_text",
    "change_text",
    "submit_text",
    "take_back_text",
    "approve_text",
    "send_back_text",
    "publish_text",
    "withdraw_text",
    "refuse_text",
    "retry_delivery",
    "withdraw_delivery",
    "add_column",
    "change_column",
]


@dataclass(frozen=True)
class Line:
    """One row of the whole trail."""

    id: int
    at: datetime
    staff: UUID | None
    action: str
    person: UUID | None
    subject: str
    reason: Reason | None


@dataclass(frozen=True)
class Entry:
    """One thing done to or with a person's record; the system itself has no `staff`."""

    staff: UUID | None
    action: str
    at: datetime
    reason: Reason | None = None


def viewed(
    tx: Connection,
    staff: UUID,
    what: Seen,
    person: UUID,
    now: datetime,
    reason: Reason,
    subject: str = "",
) -> None:
    """Note that somebody looked at a record of a person, and what for."""
    store.insert(tx, now, staff, what, person, subject, reason)


def open_record(tx: Connection, staff: UUID, person: UUID, reason: Reason, now: datetime) -> None:
    """Open a record for half an hour: the database shows its details to this person until then."""
    viewed(tx, staff, "view_person", person, now, reason)
    store.open_record(tx, staff, person, reason, now, now + STAYS_OPEN)


def open_until(tx: Connection, staff: UUID, person: UUID, now: datetime) -> datetime | None:
    """When the record closes, half an hour after a stated reason; None when it is closed."""
    return store.open_until(tx, staff, person, now)


def recorded(
    tx: Connection,
    staff: UUID | None,
    what: Done,
    now: datetime,
    person: UUID | None = None,
    subject: str = "",
) -> None:
    """Note that somebody, or the system, did something."""
    store.insert(tx, now, staff, what, person, subject)


def trail(tx: Connection, person: UUID, limit: int = 50) -> list[Entry]:
    """Who looked at or changed a person's record, newest first."""
    return [Entry(*row) for row in store.of_person(tx, person, limit)]


def lines(tx: Connection, before: int | None = None, limit: int = 50) -> list[Line]:
    """The rows before one, newest first, as far as the database shows them to who asks."""
    return [Line(*row) for row in store.page(tx, before, limit)]
