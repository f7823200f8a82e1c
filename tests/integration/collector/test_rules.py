"""The rule book in the database: every number of the law is there, dated, and never edited."""

from datetime import date

import psycopg
import pytest
from yizhan_collector.rooms.rules import service as rules
from yizhan_collector.rooms.rules.model import Book, NotYetInForce, UnknownRule

from .conftest import TODAY, Desk

NAMES = {
    "term": "sentences report_days",
    "group": "women",
    "intake": "notify_days documents_days receipt_days handover_court_days handover_prison_days",
    "assessment": "working_days fast_track_working_days",
    "medical": "report_months review_months",
    "leave": "request_ahead_days zone reasons office_days grant_days window_days window_months",
    "move": "request_ahead_months ask_days answer_days file_days receipt_days report_days",
    "device": "months renewal_months grounds approver remind_first_days remind_last_days",
    "position": "keep keep_days view_minutes oldest_days silence_minutes",
    "session": "early_minutes settle_minutes close_hours",
    "callout": "keep_hours live_minutes",
    "alert": "zone_crossed report_overdue leave_overrun arrival_overdue declaration_overdue"
    " request_unanswered order_lapsing device_silent template_not_deleted post_down"
    " alert_unhandled session_not_closed duty_late",
    "declaration": "wait_days",
    "template": "delete_hours",
    "post": "down_minutes",
    "repair": "respond_hours mend_hours",
    "commute": "ruling_days",
    "revoke": "arrest_hours detention_days ruling_days late_months warnings",
    "recommit": "ruling_days",
    "end": "summary_days",
    "count": "within_includes_last_day over_begins_the_day_after",
    "complaint": "answer_days",
    "contact": "answer_days",
    "opinion": "reply_days",
    "travel": "months",
    "praise": "months",
    "reprimand": "late_days",
    "warning": "late_days reprimands",
    "police": "sentences detention_min_days detention_max_days fine_min_yuan fine_max_yuan",
    "lost": "channels",
    "minor": "age guardian_consent_age liability_age",
    "help": "years_prison years_correction",
    "pia": "keep_years",
    "face": "filing_persons alarm_persons filing_working_days change_working_days other_ways"
    " failures probe_seconds template_delete_days",
    "aid": "decide_days assign_days supply_days objection_days keep_years",
    "reach": "rural_minutes urban_minutes road_percent rural_kmh urban_kmh",
    "matter": "keep_years first_answer_hours urgent_answer_minutes close_hours opens shuts"
    " complaint_days party_days",
    "site": "news_days notice_months guide_months named_columns stale_columns blank_columns"
    " message_months message_fail_months statistics_months media_days stale_points blank_points"
    " message_points statistics_points media_points link_points expired_points pass_score warn_days"
    " link_days account_days",
    "video": "filing_days keep_days fine_unit_yuan fine_person_yuan",
    "share": "keep_years",
    "sharing": "court_answer_days",
    "ticket": "refuse_days answer_days passed_on_days",
    "security": "report_hours level",
    "log": "least_months keep_months",
    "hotline": "audio_min_months audio_max_months answered_percent satisfied_percent"
    " checked_percent attempts attempt_gap_minutes followup_hours ring_seconds keep_years",
    "file": "keep",
    "kiosk": "body_px large_body_px target_px target_least_px contrast large_contrast idle_seconds"
    " camera_low_cm camera_high_cm speech_least speech_most questions_per_page",
}

NUMBERS = {
    "term.report_days": (10, "days", "V"),
    "intake.notify_days": (5, "days", "V"),
    "intake.documents_days": (10, "days", "V"),
    "intake.receipt_days": (5, "days", "M"),
    "assessment.working_days": (10, "working_days", "M"),
    "leave.request_ahead_days": (3, "days", "M"),
    "leave.office_days": (7, "days", "M"),
    "leave.grant_days": (30, "days", "M"),
    "leave.window_days": (30, "days", "M"),
    "leave.window_months": (2, "months", "M"),
    "travel.months": (6, "months", "M"),
    "move.request_ahead_months": (1, "months", "M"),
    "move.ask_days": (5, "days", "M"),
    "move.answer_days": (5, "days", "M"),
    "move.file_days": (5, "days", "M"),
    "move.receipt_days": (5, "days", "M"),
    "move.report_days": (7, "days", "M"),
    "device.months": (3, "months", "V"),
    "device.renewal_months": (3, "months", "V"),
    "device.remind_first_days": (14, "days", "I"),
    "device.remind_last_days": (7, "days", "I"),
    "commute.ruling_days": (30, "days", "V"),
    "praise.months": (6, "months", "M"),
    "reprimand.late_days": (10, "days", "v"),
    "warning.late_days": (10, "days", "v"),
    "warning.reprimands": (2, "times", "v"),
    "revoke.late_months": (1, "months", "v"),
    "revoke.warnings": (2, "times", "v"),
    "revoke.arrest_hours": (48, "hours", "V"),
    "revoke.detention_days": (30, "days", "V"),
    "revoke.ruling_days": (30, "days", "V"),
    "recommit.ruling_days": (30, "days", "V"),
    "end.summary_days": (30, "days", "M"),
    "lost.channels": (2, "channels", "I"),
    "help.years_prison": (5, "years", "v"),
    "help.years_correction": (3, "years", "v"),
    "face.filing_persons": (100_000, "persons", "v"),
    "face.alarm_persons": (80_000, "persons", "I"),
    "face.filing_working_days": (30, "working_days", "v"),
    "pia.keep_years": (3, "years", "V"),
    "share.keep_years": (3, "years", "V"),
    "security.report_hours": (24, "hours", "V"),
    "log.least_months": (6, "months", "V"),
    "log.keep_months": (12, "months", "I"),
    "video.keep_days": (30, "days", "V"),
    "video.filing_days": (30, "days", "V"),
    "site.news_days": (14, "days", "v"),
    "site.notice_months": (6, "months", "v"),
    "site.named_columns": (5, "columns", "v"),
    "site.stale_columns": (10, "columns", "v"),
    "site.blank_columns": (5, "columns", "v"),
    "minor.guardian_consent_age": (14, "years", "V"),
    "kiosk.body_px": (24, "px", "M"),
    "kiosk.target_px": (48, "px", "M"),
    "kiosk.idle_seconds": (60, "seconds", "M"),
}


def book(desk: Desk, day: date = TODAY) -> Book:
    with psycopg.connect(desk.url) as tx:
        return rules.book(tx, day)


def test_the_book_covers_the_document_and_holds_nothing_else(desk: Desk) -> None:
    wanted = {f"{topic}.{one}" for topic, rest in NAMES.items() for one in rest.split()}
    assert set(book(desk).rules) == wanted


def test_every_number_of_the_clock_table_is_what_the_document_says(desk: Desk) -> None:
    here = book(desk)
    found = {name: (here.number(name), here.rule(name).unit) for name in NUMBERS}
    assert found == {name: wanted[:2] for name, wanted in NUMBERS.items()}
    marks = {name: here.rule(name).mark for name in NUMBERS}
    assert marks == {name: wanted[2] for name, wanted in NUMBERS.items()}


def test_every_rule_names_its_source_and_what_was_not_read_is_to_be_confirmed(desk: Desk) -> None:
    for one in book(desk).rules.values():
        assert one.source
        assert one.title_zh
        assert one.to_confirm is (one.mark in {"M", "I"})


def test_the_urban_districts_are_one_zone_and_there_are_five_grounds(desk: Desk) -> None:
    here = book(desk)
    assert here.words("leave.zone") == {"210502", "210503", "210504", "210505"}
    assert len(here.words("device.grounds")) == 5
    assert here.text("device.approver") == "head_county"


def test_the_rules_of_2012_are_not_in_the_book(desk: Desk) -> None:
    here = book(desk)
    for gone in ("study.hours", "service.hours", "revoke.three_warnings"):
        with pytest.raises(UnknownRule):
            here.rule(gone)


def test_a_rule_on_a_day_before_its_law_is_refused(desk: Desk) -> None:
    assert book(desk, date(2025, 4, 1)).number("video.keep_days") == 30
    with pytest.raises(NotYetInForce):
        book(desk, date(2025, 3, 31)).number("video.keep_days")


@pytest.mark.parametrize("table", ["rule", "category", "closed_day"])
@pytest.mark.parametrize("deed", ["update {} set mark = 'V'", "delete from {}", "truncate {}"])
def test_the_database_edits_no_row_of_the_book(desk: Desk, table: str, deed: str) -> None:
    deed = deed.replace("mark = 'V'", "note = 'x'") if table == "closed_day" else deed
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.RaiseException) as refused:
        tx.execute(deed.format(table))
    assert "never edited" in str(refused.value)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("'7', 'days', '2020-06-30'", "rule_dates_ascend"),
        ("'\"7\"', 'days', '2026-01-01'", "rule_keeps_its_kind"),
        ("'7', 'weeks', '2026-01-01'", "rule_keeps_its_kind"),
    ],
)
def test_the_database_refuses_a_change_that_does_not_follow(
    desk: Desk, change: str, constraint: str
) -> None:
    query = (
        "insert into rule"  # noqa: S608 # a change of ours
        " (rule, source, mark, title_zh, title_en, value, unit, effective_from)"
        f" values ('leave.office_days', 'x', 'V', 'x', 'x', {change})"
    )
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as refused:
        tx.execute(query)
    assert refused.value.diag.constraint_name == constraint


def test_no_category_goes_by_face_alone_in_the_database(desk: Desk) -> None:
    query = (
        "insert into category (code, name_zh, name_en, every_days, channels, rule_source, mark,"
        " place, version) values ('strict', '严管', 'Strict', 7, '{face,video}', 'x', 'M', 1, 2)"
    )
    with psycopg.connect(desk.url) as tx, pytest.raises(psycopg.errors.CheckViolation) as refused:
        tx.execute(query)
    assert refused.value.diag.constraint_name == "never_by_face_alone"


def test_four_categories_are_there_each_to_be_confirmed(desk: Desk) -> None:
    with psycopg.connect(desk.url) as tx:
        found = rules.categories(tx)
    assert [(one.code, one.every_days) for one in found] == [
        ("newcomer", 7),
        ("strict", 7),
        ("ordinary", 15),
        ("lenient", 30),
    ]
    assert all(one.to_confirm and "face" in one.channels for one in found)
