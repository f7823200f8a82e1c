"""One made-up person's term: its days, its acts, and what is written down of them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from yizhan_collector.ground.days import SHANGHAI
from yizhan_collector.rooms.orders.model import Rhythm
from yizhan_collector.rooms.rules import holidays

from stack.population_names import COURTS, NAMES, NEEDS, OFFENCES, WORK
from stack.population_rows import Rows, js

DAY = timedelta(days=1)
EVERY = {"newcomer": 7, "strict": 7, "ordinary": 15, "lenient": 30}
CLOSED = frozenset(holidays.PUBLISHED)
STATES = ("expected", "received", "declared", "active", "released", "terminated", "moved_out")
SHARE = (2, 2, 2, 79, 9, 3, 3)
SENTENCES = ("probation", "control", "parole", "medical")
BROKEN = {"probation": "revoked", "control": "dead", "parole": "revoked", "medical": "recommitted"}
NEWCOMER = 90 * DAY
REVIEW = 90 * DAY


@dataclass
class Office:
    """Who works for a township, by what they do, and by what right."""

    township: str
    officer: UUID
    county: UUID
    second: UUID
    head: UUID
    specialist: UUID
    delegation: UUID
    devices: list[str]


@dataclass
class Life:
    """One person and the term, with the days that matter."""

    id: UUID
    term: UUID
    name: str
    female: bool
    minor: bool
    office: Office
    state: str
    sentence: str
    effective: date
    ends: date
    today: date
    received: date | None = None
    declared: date | None = None
    category: str | None = None
    categorised: date | None = None
    ended: date | None = None
    rhythms: list[Rhythm] = field(default_factory=list)
    due: list[date] = field(default_factory=list)
    away: list[tuple[date, date]] = field(default_factory=list)
    overlays: set[str] = field(default_factory=set)

    @property
    def township(self) -> str:
        """Where the person lives."""
        return self.office.township

    @property
    def by(self) -> UUID:
        """Who of the staff looks after the person."""
        return self.office.specialist if self.minor else self.office.officer

    def present(self, day: date) -> bool:
        """Whether the person was not on leave that day."""
        return not any(first <= day <= last for first, last in self.away)


def at(day: date, rng: Random, first: int = 9, last: int = 16) -> datetime:
    """A moment in the opening hours of a day."""
    return datetime.combine(day, time(rng.randint(first, last), rng.randint(0, 59)), SHANGHAI)


def live(rows: Rows, number: int, office: Office, today: date) -> Life:
    """A person with a term in some state, the days in order and none of them to come."""
    rng = rows.rng
    state = rng.choices(STATES, SHARE)[0]
    young = number % 83 == 7
    if young:
        state = "active"
    effective = today - DAY * (rng.randint(0, 8) if state == "expected" else rng.randint(25, 700))
    one = Life(
        rows.ident(at(effective, rng)),
        rows.ident(at(effective, rng)),
        NAMES[number % len(NAMES)],
        rng.random() < 0.15,
        young,
        office,
        state,
        rng.choices(SENTENCES, (82, 5, 9, 4))[0],
        effective,
        effective + DAY * rng.randint(max((today - effective).days, 180) + 3, 1100),
        today,
    )
    _course(one, rng, today)
    return one


def _course(one: Life, rng: Random, today: date) -> None:
    """The steps up to the state, each on its day."""
    if one.state == "expected":
        return
    late = one.state == "received" or rng.random() < 0.03
    one.received = one.effective + DAY * (rng.randint(11, 14) if late else rng.randint(1, 9))
    if one.state == "received":
        return
    one.declared = one.received + DAY * rng.randint(0, 4)
    if one.state == "declared":
        return
    _categories(one, rng, today)
    if one.state != "active":
        _end(one, rng, today)
    for rhythm in one.rhythms:
        day = rhythm.next(rhythm.first_due_on)
        while day and day <= today:
            one.due.append(day)
            day = rhythm.after(day)


def _categories(one: Life, rng: Random, today: date) -> None:
    assert one.declared
    one.category, one.categorised = "newcomer", one.declared
    begin = one.declared + DAY * 7
    later = one.declared + NEWCOMER
    if later < today - 2 * DAY:
        one.category = rng.choices(("strict", "ordinary", "lenient"), (15, 60, 25))[0]
        one.categorised = later
        one.rhythms = [
            Rhythm(begin, EVERY["newcomer"], later - DAY, CLOSED),
            Rhythm(later + DAY * 3, EVERY[one.category], None, CLOSED),
        ]
    else:
        one.rhythms = [Rhythm(begin, EVERY["newcomer"], None, CLOSED)]


def _end(one: Life, rng: Random, today: date) -> None:
    last = one.rhythms[-1]
    one.ended = today - DAY * rng.randint(1, max((today - last.first_due_on).days // 2, 1))
    one.ended = max(one.ended, one.categorised or one.ended, last.first_due_on)
    if one.ended > today:  # began too late to be over: it goes on
        one.state, one.ended = "active", None
        return
    if one.state == "released":
        one.ends = one.ended
    one.rhythms[-1] = Rhythm(last.first_due_on, last.every_days, one.ended, CLOSED)


def write(rows: Rows, one: Life, number: int) -> None:
    """The person, what is known of them, the papers of the court; the term comes with the cases."""
    rng, began = rows.rng, at(one.effective, rows.rng)
    born = one.effective - DAY * 365 * (17 if one.minor else rng.randint(20, 66))
    rows.add(
        "person",
        id=one.id,
        number=f"{20_000_000 + number * 7919 % 79_999_999:08d}",
        name=one.name,
        gender="female" if one.female else "male",
        township=one.township,
        face_allowed=not one.minor and rng.random() < 0.85,
        created_at=began,
        minor=one.minor,
        born_on=born,
    )
    rows.add(
        "particulars",
        person=one.id,
        version=1,
        phone=f"199000{number:05d}",
        address=f"示例路{number % 400 + 1}号",
        work=rng.choice(WORK),
        guardian="监护人示例" if one.minor else "",
        from_on=one.effective,
        recorded_by=one.by,
        recorded_at=began,
    )
    _act(rows, one, "term_registered", one.effective, {"sentence": one.sentence})
    if one.received:
        _act(rows, one, "received", one.received, {"days": (one.received - one.effective).days})
    if one.declared:
        _declared(rows, one)
    if one.category and one.categorised:
        _act(rows, one, "category_set", one.categorised, {"category": one.category})
    if one.ended:
        _act(rows, one, one.state, one.ended, {})
    for rhythm in one.rhythms:
        rows.add(
            "reporting_order",
            id=rows.ident(began),
            person=one.id,
            first_due_on=rhythm.first_due_on,
            every_days=rhythm.every_days,
            ended_on=rhythm.ended_on,
            created_at=began,
        )


def term(rows: Rows, one: Life, number: int) -> None:
    """The term as it stood last while it ran: after its end nothing is written about a person."""
    rows.add(
        "term",
        id=one.term,
        person=one.id,
        sentence=one.sentence,
        offence=OFFENCES[number % len(OFFENCES)],
        court=COURTS[one.township[:6]],
        judgment_no=f"({one.effective.year})辽{one.township[2:6]}刑初{number:05d}号",
        judged_on=one.effective - DAY * 11,
        effective_on=one.effective,
        starts_on=one.effective,
        ends_on=max(one.ends, one.effective),
        report_by=one.effective + DAY * 10,
        state="active" if one.ended else one.state,
        category=one.category,
        overlays=sorted(one.overlays),
        received_on=one.received,
        declared_on=one.declared,
        category_on=one.categorised,
        created_at=at(one.effective, rows.rng),
    )


def reason(one: Life) -> str:
    """Why a term ended."""
    end = {"released": "served", "terminated": BROKEN[one.sentence], "moved_out": "moved_out"}
    return end[one.state]


def _declared(rows: Rows, one: Life) -> None:
    assert one.declared
    moment = at(one.declared, rows.rng)
    member = {
        "name": "司法所 李工",
        "role": "staff",
        "gender": "female",
        "duty": "负责",
        "phone": "",
    }
    others = [
        member | {"specialist": one.minor},
        member | {"name": "社区 示例", "role": "village", "gender": "male", "specialist": False},
    ]
    common = {"term": one.term, "person": one.id}
    rows.add("correction_group", **common, version=1, members=js(others), from_on=one.declared,
             made_by=one.by, made_at=moment)  # fmt: skip
    _plans(rows, one)
    there = [{"name": one.name, "role": "person", "present": True, "note": ""},
             {"name": member["name"], "role": "staff", "present": True, "note": ""}]  # fmt: skip
    rows.add("declaration", **common, declared_on=one.declared, place="司法所", mode="office",
             open=not one.minor, led_by=one.by, attendance=js(there),
             guardian="监护人示例" if one.minor else "", recorded_at=moment)  # fmt: skip
    _act(rows, one, "declared", one.declared, {})


def _plans(rows: Rows, one: Life) -> None:
    """A plan, and its review each quarter; now and then the last review is still to be made."""
    assert one.declared
    need, begin, version = rows.rng.choice(NEEDS), one.declared, 1
    last = (one.ended or one.today) - (REVIEW if rows.rng.random() < 0.04 else DAY)
    while version == 1 or begin <= last:
        rows.add("plan", term=one.term, person=one.id, version=version,
                 assessment="生活基本稳定,风险较低。", supervision=["按期报告", "遵守外出规定"],
                 goals=js([{"need": need, "measure": "谈话和培训", "by_whom": "司法所"}]),
                 person_says="愿意遵守。", review_on=begin + REVIEW,
                 reason="按期评估" if version > 1 else "", from_on=begin,
                 made_by=one.by, made_at=at(begin, rows.rng))  # fmt: skip
        begin, version = begin + REVIEW, version + 1


def _act(rows: Rows, one: Life, kind: str, on: date, body: dict[str, object]) -> None:
    moment = at(on, rows.rng)
    rows.add("act", id=rows.ident(moment), person=one.id, term=one.term, kind=kind,
             effective_on=on, recorded_at=moment, author=one.by, by="staff",
             acting_body=one.township if one.by == one.office.officer else one.township[:6],
             body=js(body))  # fmt: skip


def act(
    rows: Rows, one: Life, kind: str, on: date, body: dict[str, object], by: UUID | None = None
) -> None:
    """One more line of the timeline, by the office; without `by`, by the person."""
    moment = at(on, rows.rng)
    rows.add("act", id=rows.ident(moment), person=one.id, term=one.term, kind=kind,
             effective_on=on, recorded_at=moment, author=by, by="staff" if by else "person",
             acting_body=one.township, body=js(body))  # fmt: skip
