"""Courses, classes and service of a made-up bureau: who learned what, and who was there."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from stack.population_life import DAY, Life, Office, at
from stack.population_rows import Rows, js

TITLES = ("社区矫正法常识", "就业与劳动合同", "防范电信诈骗", "家庭与沟通")
MINUTES, ROOM = 40, 30
MARKS = ("attended", "late", "left_early", "excused", "absent")
OUTCOMES = ("done", "part", "excused", "unable")
TABLES = ("course", "course_version", "progress", "credit", "class_session", "class_place",
          "class_mark", "service_offer", "service_place")  # fmt: skip


class Education:
    """What is offered in every county, and who takes it."""

    def __init__(self, rows: Rows, offices: dict[str, Office], today: date, days: int) -> None:
        self.rows, self.rng, self.today = rows, rows.rng, today
        self.first = today - DAY * days
        teacher = next(iter(offices.values())).county
        self.courses = {minors: self._courses(minors, teacher) for minors in (False, True)}
        counties = {one.township[:6]: one.county for one in offices.values()}
        self.classes: dict[tuple[str, bool], list[tuple[UUID, date]]] = {}
        self.offers: dict[tuple[str, bool], list[tuple[UUID, date]]] = {}
        self.taken: dict[UUID, int] = {}
        for county, by in counties.items():
            for minors in (False, True):
                self._county(county, minors, by)

    def _courses(self, minors: bool, by: UUID) -> list[UUID]:
        moment, made = at(self.first, self.rng), []
        steps = [
            {"type": "text", "title": "先读一读", "text": "有困难先说,有事先请假。"},
            {"type": "quiz", "question": "有事外出应当怎样做?", "options": ["先请假", "回来再说"],
             "right": 0, "why": "外出须先经批准。"},
        ]  # fmt: skip
        for title in TITLES:
            course = self.rows.ident(moment)
            self.rows.add("course", id=course, title=title,
                          audience="minors" if minors else "adults", minutes=MINUTES,
                          state="published", version=1, made_by=by, made_at=moment)  # fmt: skip
            self.rows.add("course_version", course=course, version=1, steps=js(steps),
                          made_by=by, made_at=moment)  # fmt: skip
            made.append(course)
        return made

    def _county(self, county: str, minors: bool, by: UUID) -> None:
        day = self.first + DAY * self.rng.randint(3, 20)
        while day < self.today + DAY * 30:
            made = at(max(day - DAY * 20, self.first), self.rng)
            common = {"county": county, "minors": minors, "made_by": by}
            held, offer = self.rows.ident(made), self.rows.ident(made)
            self.rows.add("class_session", id=held, title="集体教育", place="司法局教室",
                          teacher="讲师", starts_at=at(day, self.rng), minutes=60, capacity=ROOM,
                          **common, made_at=made)  # fmt: skip
            self.rows.add("service_offer", id=offer, title="社区绿化", place="示例社区",
                          on_day=day + DAY * 7, minutes=120, capacity=ROOM, **common,
                          made_at=made)  # fmt: skip
            self.classes.setdefault((county, minors), []).append((held, day))
            self.offers.setdefault((county, minors), []).append((offer, day + DAY * 7))
            day += DAY * 15

    def of(self, one: Life) -> None:
        """What a person learned and where they were."""
        if one.state != "active" or not one.declared:
            return
        for course in self.courses[one.minor]:
            if self.rng.random() < 0.4:
                self._course(one, course)
        key = (one.township[:6], one.minor)
        for held, day in self._open(self.classes[key], one, 0.12):
            self._class(one, held, day)
        for offer, day in self._open(self.offers[key], one, 0.05):
            self._service(one, offer, day)

    def _open(
        self, all_: list[tuple[UUID, date]], one: Life, share: float
    ) -> list[tuple[UUID, date]]:
        """Those with a place left, of the time since the declaration."""
        found = []
        for held, day in all_:
            after = one.declared is not None and day > one.declared + DAY
            if after and self.rng.random() < share and self.taken.get(held, 0) < ROOM:
                self.taken[held] = self.taken.get(held, 0) + 1
                found.append((held, day))
        return found

    def _course(self, one: Life, course: UUID) -> None:
        assert one.declared
        began = at(_between(max(one.declared, self.first), self.today, self.rng), self.rng)
        done = self.rng.random() < 0.7
        end = began + timedelta(minutes=MINUTES)
        self.rows.add("progress", person=one.id, course=course, version=1,
                      at_step=2 if done else 1, began_at=began, changed_at=end,
                      done_at=end if done else None)  # fmt: skip
        if done:
            self.rows.add("credit", person=one.id, course=course, minutes=MINUTES, at=end)

    def _class(self, one: Life, held: UUID, day: date) -> None:
        moment = at(max(day - DAY * 5, self.first), self.rng)
        self.rows.add("class_place", session=held, person=one.id, invited_at=moment)
        if day >= self.today:
            return
        code = "excused" if not one.present(day) else self.rng.choices(MARKS, (85, 5, 2, 4, 4))[0]
        self.rows.add("class_mark", session=held, person=one.id, version=1, code=code,
                      by_staff=one.by, at=_evening(day))  # fmt: skip

    def _service(self, one: Life, offer: UUID, day: date) -> None:
        over = day < self.today
        outcome = self.rng.choices(OUTCOMES, (85, 5, 6, 4))[0] if over else None
        worked = {"done": 120, "part": 60}.get(outcome or "", 0)
        moment = at(max(day - DAY * 5, self.first), self.rng)
        self.rows.add("service_place", offer=offer, person=one.id, asked_by="staff", at=moment,
                      outcome=outcome, minutes=worked if over else None,
                      noted_by=one.by if over else None,
                      noted_at=_evening(day) if over else None)  # fmt: skip


def _between(first: date, last: date, rng: Random) -> date:
    return first + DAY * rng.randint(0, max((last - first).days - 1, 0))


def _evening(day: date) -> datetime:
    return at(day, Random(day.toordinal()), 16, 16)
