"""Leaves, excuses, contacts, papers, praise and reprimands: each asked, decided, told."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg

from stack.papers import SAMPLES
from stack.population_life import DAY, Life, act, at, reason
from stack.population_reports import Reports, evidence
from stack.population_requests import request
from stack.population_rows import Rows, js

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""
PRESSED = sha256(PDF).hexdigest()
KINDS = {
    "obligations": ("告", "社区矫正告知书"),
    "declaration": ("宣", "社区矫正宣告书"),
    "category_notice": ("类", "分类管理通知书"),
    "leave_approval": ("假", "外出批准书"),
    "reprimand": ("训", "训诫决定书"),
    "praise": ("奖", "表扬决定书"),
}
WORDS = {"reprimand": "不按规定时间报到,未超过10日", "praise": "接受社区矫正6个月以上,遵守规定"}
STAGE = """
create temp table staged (id uuid, kind text, body text, mark text, title text, person uuid,
                          issued_on date, issued_at timestamptz, issued_by uuid) on commit drop
"""
# one after the other, as they were issued: a number belongs to its paper
ISSUE = """
insert into paper (id, kind, body, year, no, number, title, person, to_person, issued_on,
                   issued_at, issued_by, sha256)
select id, kind, body, year, no, prefix || mark || '〔' || year || '〕' || no || '号', title,
       person, true, issued_on, issued_at, issued_by, %s
from (select sorted.*, extract(year from issued_on)::int as year, prefix,
             next_paper_no(sorted.body, kind, extract(year from issued_on)::int) as no
      from (select * from staged order by issued_at, id) sorted
      join paper_issuer issuer on issuer.body = sorted.body offset 0) numbered
"""
CONTENT = """
insert into paper_content (paper, person, fields, pdf, sha256)
select id, person, %s::jsonb -> kind, %s, %s from staged
"""


class Cases:
    """What was decided about one person after the other."""

    def __init__(self, rows: Rows, reports: Reports, days: int) -> None:
        self.rows, self.rng, self.reports = rows, rows.rng, reports
        self.today, self.first = reports.today, reports.today - DAY * days
        self.returned: list[tuple[UUID, date]] = []
        self.sanctions: list[tuple[Any, ...]] = []
        self.over: list[tuple[Any, ...]] = []

    def leaves(self, one: Life) -> None:
        """Leaves ten weeks apart, so that none adds up with another; made before the reports."""
        if one.state != "active" or not one.declared or not one.categorised:
            return
        day = max(self.first, one.declared + DAY * 20) + DAY * self.rng.randint(0, 150)
        while day < self.today + DAY * 10:
            length = self.rng.randint(1, 6)
            decided = self.rng.random() < 0.9 or day <= self.today
            if self.rng.random() < 0.45 and (decided or day > self.today):
                self._leave(one, day, day + DAY * length, decided)
            day += DAY * self.rng.randint(75, 200)

    def _leave(self, one: Life, begin: date, last: date, decided: bool) -> None:
        granted = decided and self.rng.random() < 0.92
        asked = min(begin, self.today) - DAY * self.rng.randint(3, 6)
        moment = at(asked, self.rng)
        word = "granted" if granted else "refused"
        leave = self.rows.ident(moment)
        body = {"from_on": begin, "to_on": last, "region": "210100", "place": "沈阳市示例医院",
                "reason": "medical", "why": "复诊", "proof": "", "urgent": "",
                "days": (last - begin).days + 1, "total": (last - begin).days + 1,
                "grounds": ["office_days"]}  # fmt: skip
        asked_for = request(
            self.rows, one, "leave", "township", moment, None, decided, word, leave, body
        )
        self.rows.add("leave", id=leave, person=one.id, request=asked_for, level="township",
                      from_on=begin, to_on=last, region="210100", place="沈阳市示例医院",
                      reason="medical", why="复诊", asked_on=asked)  # fmt: skip
        act(self.rows, one, "leave_asked", asked, {"from_on": begin, "to_on": last})
        if not granted:
            return
        one.away.append((begin, last))
        act(self.rows, one, "leave_granted", asked + DAY, {"days": (last - begin).days + 1},
            one.office.officer if not one.minor else one.by)  # fmt: skip
        if last < self.today:
            self.returned.append((leave, last))
            act(self.rows, one, "leave_returned", last, {})
        elif begin <= self.today:
            one.overlays.add("leave")
        self.paper(one, "leave_approval", asked + DAY)

    def end(self, one: Life) -> None:
        """A term that is over ends after all that was done while it ran."""
        if one.ended:
            self.over.append((one.state, one.ended, reason(one), one.term))

    def papers(self, one: Life) -> None:
        """What everybody was handed."""
        if one.declared:
            self.paper(one, "obligations", one.declared)
            self.paper(one, "declaration", one.declared)
        if one.categorised:
            self.paper(one, "category_notice", one.categorised)

    def paper(self, one: Life, kind: str, on: date) -> UUID:
        """A paper of the county, numbered when all are written."""
        moment, (mark, title) = at(on, self.rng), KINDS[kind]
        paper = self.rows.ident(moment)
        self.rows.add("staged", id=paper, kind=kind, body=one.township[:6], mark=mark, title=title,
                      person=one.id, issued_on=on, issued_at=moment,
                      issued_by=one.office.county)  # fmt: skip
        served = on + DAY * self.rng.randint(0, 2)
        if served <= self.today and self.rng.random() < 0.97:
            self.rows.add("paper_service", id=self.rows.ident(moment), paper=paper, way="direct",
                          recipient=one.name, served_on=served, recorded_by=one.by,
                          recorded_at=at(served, self.rng))  # fmt: skip
        return paper

    def contacts(self, one: Life) -> None:
        """A visit at home about every quarter, and a telephone call in between."""
        if one.state in ("expected", "received") or not one.declared:
            return
        day, end = max(self.first, one.declared), one.ended or self.today
        while (day := day + DAY * self.rng.randint(30, 60)) < end:
            way = self.rng.choice(("home_visit", "phone", "interview"))
            moment = at(day, self.rng)
            self.rows.add("contact", id=self.rows.ident(moment), person=one.id, way=way, at=moment,
                          outcome="reached", place="家中" if way == "home_visit" else "",
                          said="生活稳定,工作正常", author=one.by, recorded_at=moment)  # fmt: skip

    def sanction(self, one: Life) -> None:
        """A reprimand for what was missed, or praise after half a year; some still proposed."""
        if one.state != "active" or one.minor:
            return
        shown = evidence(self.reports.missed.get(one.id, []), self.rng)
        luck = self.rng.random()
        counts = shown is not None and any(self._counts(one, day) for day in shown[1])
        if shown and counts and luck < 0.4 and shown[1][-1] < self.today - DAY * 12:
            self._propose(one, "reprimand", "late_or_away", shown[0], shown[1])
        elif not shown and luck < 0.08 and self._half_a_year(one):
            self._propose(one, "praise", "obeyed", None, [])

    def _half_a_year(self, one: Life) -> bool:
        return one.received is not None and one.received < self.today - DAY * 200

    def _propose(
        self, one: Life, measure: str, ground: str, since: date | None, days: list[date]
    ) -> None:
        on = (days[-1] + DAY) if days else self.today - DAY * self.rng.randint(5, 300)
        on = max(on, one.declared or on)
        moment, decided = at(on, self.rng), self.rng.random() < 0.9
        sanction = self.rows.ident(moment)
        body = {"measure": measure, "ground": ground}
        by = one.office.county
        asked_for = request(
            self.rows, one, measure, "county", moment, by, decided, "granted", sanction, body
        )
        self.rows.add("sanction", id=sanction, person=one.id, term=one.term, measure=measure,
                      ground=ground, words=WORDS[measure], facts="见所附依据。", heard="已听取",
                      considered="已考虑。", since=since, proposed_by=one.office.county,
                      proposed_at=moment, request=asked_for,
                      objection_route="可以向县局提出异议")  # fmt: skip
        for no, day in enumerate(days or [None], 1):
            free = day is None or self._counts(one, day)
            self.rows.add("sanction_evidence", sanction=sanction, no=no, person=one.id, day=day,
                          why=None if free else "leave",
                          text="未报告" if day else "六个月内按时报告")  # fmt: skip
        if not decided:
            one.overlays.add("proposal_pending")
            return
        paper = self.paper(one, measure, on + DAY)
        self.sanctions.append((sanction, one.office.second, moment + timedelta(hours=20), paper,
                               on + DAY * 2, one.by))  # fmt: skip
        act(self.rows, one, measure, on + DAY, {"ground": ground}, one.by)

    def _counts(self, one: Life, day: date) -> bool:
        return one.present(day) and (one.township, day) not in self.reports.down

    def settle(self, tx: psycopg.Connection) -> None:
        """What happened after it was asked for, in the order in which it must happen."""
        tx.execute(STAGE)
        self.rows.write(tx, "staged")
        tx.execute(ISSUE, [PRESSED])
        tx.execute(CONTENT, [js({kind: SAMPLES[kind] for kind in KINDS}), PDF, PRESSED])
        self.rows.write(tx, "paper_service")
        tx.execute(
            "update leave set state = decision from request"
            " where request.id = leave.request and decision is not null"
        )
        with tx.cursor() as cursor:
            cursor.executemany(
                "update leave set state = 'returned', begun = true, returned_on = %s where id = %s",
                [(on, leave) for leave, on in self.returned],
            )
            for paper in self.sanctions:
                _decide(cursor, *paper)
        tx.execute("update leave set begun = true where state = 'granted' and from_on <= %s",
                   [self.today])  # fmt: skip
        with tx.cursor() as cursor:
            cursor.executemany(
                "update term set state = %s, ended_on = %s, end_reason = %s, overlays = '{}'"
                " where id = %s",
                self.over,
            )


def _decide(
    cursor: psycopg.Cursor, sanction: UUID, by: UUID, at: datetime, paper: UUID, told: date,
    teller: UUID,
) -> None:  # fmt: skip
    cursor.execute(
        "update sanction set state = 'decided', decided_by = %s, decided_at = %s,"
        " reasons = '事实清楚', paper = %s, copied_on = %s where id = %s",
        [by, at, paper, told, sanction],
    )
    cursor.execute(
        "update sanction set state = 'in_force', told_on = %s, told_how = '当面宣布', told_by = %s"
        " where id = %s",
        [told, teller, sanction],
    )
