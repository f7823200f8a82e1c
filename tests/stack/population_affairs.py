"""What happens to a few: illness, work elsewhere, a move, a ban, a complaint, silence."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import get_args
from uuid import UUID

import psycopg
from yizhan_collector.rooms.oversight.model import Topic

from stack.population_life import DAY, Life, Office, act, at
from stack.population_names import COURTS
from stack.population_requests import request
from stack.population_rows import Rows

TABLES = ("excuse", "travel", "move", "move_step", "ban", "complaint", "lost_contact",
          "lost_attempt", "opinion")  # fmt: skip
AWAY = {"places": "沈阳市示例市场", "times": "早上去,当天晚上回", "frequency": "每周两次",
        "why": "进货", "proof": "营业执照"}  # fmt: skip
COMPLAINT = "申请提出多日,一直没有书面答复。"
SILENT = ("phone", "home_visit")
EVENING = timedelta(hours=8)


class Affairs:
    """One rare thing at most for a person, so that nothing contradicts another."""

    def __init__(self, rows: Rows, today: date, townships: Sequence[str]) -> None:
        self.rows, self.rng = rows, rows.rng
        self.today, self.townships = today, townships
        self.rare = (self._ill, self._travels, self._moves, self._banned, self._complains,
                     self._silent)  # fmt: skip
        self.next = 0

    def of(self, one: Life) -> None:
        """Something happens to three in ten of those with nothing else, each kind in turn."""
        settled = one.state == "active" and one.categorised and not one.minor and not one.overlays
        if settled and not one.away and self.rng.random() < 0.3:
            self.rare[self.next % len(self.rare)](one)
            self.next += 1

    def settle(self, tx: psycopg.Connection) -> None:
        """What was decided of what was asked for, and what has begun since."""
        tx.execute("update travel set state = decision from request"
                   " where request.id = travel.request and decision is not null")  # fmt: skip
        tx.execute("update travel set begun = true where state = 'granted' and from_on <= %s",
                   [self.today])  # fmt: skip

    def opinions(self, offices: dict[str, Office], prosecutors: dict[str, UUID]) -> None:
        """What the procuratorate of each county put down, still to be replied to."""
        for no, (county, by) in enumerate(sorted(prosecutors.items()), 1):
            day = self.today - DAY * self.rng.randint(1, 25)
            about = next(one for one in sorted(offices) if one.startswith(county))
            moment = at(day, self.rng)
            self.rows.add("opinion", id=self.rows.ident(moment), county=county, about=about,
                          kind="opinion", reference=f"示例检意〔2026〕{no}号",
                          words="走访记录不完整,请补正并改进。", raised_by=by, raised_at=moment,
                          reply_by=day + DAY * 30)  # fmt: skip

    def _ill(self, one: Life) -> None:
        begin = self.today - DAY * self.rng.randint(0, 6)
        moment = at(begin - DAY, self.rng)
        self.rows.add("excuse", id=self.rows.ident(moment), person=one.id, from_on=begin,
                      to_on=begin + DAY * 10, why="hospital", evidence="示例医院住院证明",
                      author=one.by, recorded_at=moment)  # fmt: skip

    def _travels(self, one: Life) -> None:
        asked = self.today - DAY * self.rng.randint(1, 30)
        granted = asked < self.today - DAY * 4
        moment, travel = at(asked, self.rng), self.rows.ident(at(asked, self.rng))
        begin = asked + DAY * 4
        until = min(begin + DAY * 170, max(one.ends, begin))
        body = {"from_on": begin, "until_on": until, "regions": ["210100"], **AWAY}
        asked_for = request(
            self.rows, one, "travel", "county", moment, None, granted, "granted", travel, body
        )
        self.rows.add("travel", id=travel, person=one.id, request=asked_for, from_on=begin,
                      until_on=until, regions=["210100"], **AWAY, asked_on=asked)  # fmt: skip
        if granted and begin <= self.today:
            one.overlays.add("frequent_travel")

    def _moves(self, one: Life) -> None:
        asked = self.today - DAY * self.rng.randint(0, 9)
        moment, move = at(asked, self.rng), self.rows.ident(at(asked, self.rng))
        others = [each for each in self.townships if each[:6] != one.township[:6]]
        to = self.rng.choice(others)
        body = {"to_body": "司法局", "address": "示例街 5 号", "moving_on": asked + DAY * 40,
                "why": "随子女居住", "proof": "", "urgent": ""}  # fmt: skip
        by = asked + DAY * 5
        asked_for = request(
            self.rows, one, "move", "county", moment, None, False, "granted", move, body, by
        )
        self.rows.add("move", id=move, person=one.id, request=asked_for, name=one.name, minor=False,
                      from_township=one.township, to_region=to[:6], to_township=to,
                      to_body="县司法局", address="示例街 5 号", why="随子女居住",
                      moving_on=asked + DAY * 40, asked_on=asked)  # fmt: skip
        self.rows.add("move_step", move=move, step="ask", side="old", begins_on=asked, due_on=by)

    def _banned(self, one: Life) -> None:
        moment = at(one.effective, self.rng)
        self.rows.add("ban", id=self.rows.ident(moment), person=one.id, kind="place",
                      words="禁止进入示例夜总会、示例酒吧", court=COURTS[one.township[:6]],
                      number=f"(2026)示例刑初{self.next:04d}号", from_on=one.effective,
                      until_on=one.ends, conditional=True, entered_by=one.office.county,
                      entered_at=moment)  # fmt: skip

    def _complains(self, one: Life) -> None:
        filed = self.today - DAY * self.rng.randint(0, 20)
        moment = at(filed, self.rng)
        self.rows.add("complaint", id=self.rows.ident(moment), person=one.id, township=one.township,
                      about=one.township, topic=self.rng.choice(get_args(Topic)), words=COMPLAINT,
                      channel=self.rng.choice(("own", "kiosk")), filed_at=moment,
                      answer_by=filed + DAY * 15)  # fmt: skip

    def _silent(self, one: Life) -> None:
        """Two ways failed and a person opened it; nothing follows from a missed report alone.

        In the evening: whoever was reached that day was reached before (population_cases).
        """
        day = self.today - DAY * self.rng.randint(1, 6)
        moment = at(day, self.rng, 15, 16) + EVENING
        lost = self.rows.ident(moment)
        self.rows.add("lost_contact", id=lost, person=one.id, opened_by=one.by, opened_at=moment,
                      opened_on=day, reasons="电话无人接听,上门无人。")  # fmt: skip
        for way in SILENT:
            self.rows.add("lost_attempt", lost=lost, contact=self._failed(one, way, day),
                          person=one.id)  # fmt: skip
        one.overlays.add("lost_contact")
        act(self.rows, one, "lost_contact", day, {"ways": list(SILENT)}, one.by)

    def _failed(self, one: Life, way: str, day: date) -> UUID:
        moment = at(day, self.rng, 9, 11) + EVENING + timedelta(minutes=SILENT.index(way))
        contact = self.rows.ident(moment)
        self.rows.add("contact", id=contact, person=one.id, way=way, at=moment,
                      outcome="not_reached", place="家中" if way == "home_visit" else "",
                      said="未联系上", author=one.by, recorded_at=moment)  # fmt: skip
        return contact
