"""The screens of the bench: every GET of the office, and values for the places of its path."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import psycopg
from yizhan_collector.app import schema

# the wall is nobody's click: it reads everything at once, every half minute
GOALS = {"timeline": 30.0, "statistics": 100.0, "trajectory": 40.0, "wall": 100.0}
GOAL_MS = 50.0
TRACKED = ("trajectory", "trajectory_day")  # of somebody whose trajectory was opened
MORE = {"paper_drafts": "?person={person}"}  # what a list must be told
# news have no end to wait for, and a clip or a live picture needs a call-out that runs and a box
UNTIMED = {"live", "clip_playlist", "live_picture"}


@dataclass
class Screen:
    """One GET of the API and how long it took, by who asked."""

    name: str
    path: str
    times: dict[str, list[float]] = field(default_factory=dict)
    worst: str = ""
    failed: str = ""
    figure: dict[str, Any] = field(default_factory=dict)

    def settle(self) -> None:
        """Keep the figure of the slowest login."""
        by = {login: quantiles(all_, n=20)[18] for login, all_ in self.times.items()}
        self.worst = max(by, key=lambda login: by[login])
        times, goal = self.times[self.worst], GOALS.get(self.name, GOAL_MS)
        self.figure = {
            "p50_ms": round(quantiles(times, n=2)[0], 1),
            "p95_ms": round(by[self.worst], 1),
            "calls": sum(map(len, self.times.values())),
            "by": self.worst,
            "goal_ms": goal,
            "met": by[self.worst] <= goal,
        }


# behind a row that names a person
SEEN = (
    "one join person on person.id = one.person where starts_with(person.township, %s) and not minor"
)
EXAMPLES = {
    "person": "select id::text from person where starts_with(township, %s) and not minor"
    " order by md5(id::text) limit 60",
    "checkin": "select one.id::text from checkin SEEN order by captured_at desc limit 60",
    "paper": "select one.id::text from paper SEEN order by issued_at desc limit 60",
    "leave": "select one.id::text from leave SEEN limit 60",
    "request": "select one.id::text from request SEEN limit 60",
    "sanction": "select one.id::text from sanction SEEN limit 60",
    "post": "select id from device where starts_with(township, %s) limit 60",
    "course": "select id::text from course where audience = 'adults' and %s >= '' limit 60",
    "session": "select id::text from class_session where starts_with(county, left(%s, 6))"
    " and not minors limit 60",
    "procedure": "select id::text from session where starts_with(township, %s) and not minors"
    " order by starts_at desc limit 60",
    "callout": "select id::text from callout where starts_with(township, %s) limit 60",
    "offer": "select id::text from service_offer where starts_with(county, left(%s, 6))"
    " and not minors limit 60",
    "kind": "select 'obligations' where starts_with(%s, '')",
    "order": "select one.id::text from position_order SEEN limit 60",
    "alert": "select id::text from alert where starts_with(office, %s) limit 60",
    "day": "select distinct day::text from position_day where %s >= '' order by 1 limit 60",
    "name": "select rule from rule where starts_with(%s, '') limit 60",
}


# whose trajectory is long: an order of 90 days
LONG = (
    "select one.person::text, one.id::text from position_order one"
    " join person on person.id = one.person"
    " where state = 'granted' and starts_with(township, %s) and not minor"
    " and ends_at - starts_at > interval '89 days' order by one.id limit 1"
)


def column(tx: psycopg.Connection, query: str, area: str) -> list[str]:
    """The first column of what a query finds in an area."""
    return [row[0] for row in tx.execute(query.replace("SEEN", SEEN).encode(), [area])]


def screens() -> list[Screen]:
    """Every GET of the office whose places we can fill; what we cannot is told."""
    found: list[Screen] = []
    left: list[Screen] = []
    for path, methods in schema()["paths"].items():
        name = methods.get("get", {}).get("operationId")
        if not name or not path.startswith("/api/") or name in UNTIMED:
            continue
        whole = path + MORE.get(name, "")
        filled = set(re.findall(r"{(\w+)}", whole)) <= set(EXAMPLES)
        (found if filled else left).append(Screen(name, whole))
    for one in left:
        sys.stdout.write(f"not measured: {one.name} {one.path}\n")
    return found


def addresses(path: str, examples: dict[str, list[str]]) -> Iterator[str]:
    """The path with one example after the other, without end."""
    places = re.findall(r"{(\w+)}", path)
    values = examples[places[0]] if places else [""]
    while values:
        for number, value in enumerate(values):
            filled = path.replace(f"{{{places[0]}}}", value) if places else path
            for other in places[1:]:
                some = examples[other]
                filled = filled.replace(f"{{{other}}}", some[number % len(some)] if some else "")
            yield filled
