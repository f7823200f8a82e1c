"""An office with a made-up bureau to look at: every screen has something on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
from playwright.sync_api import Browser, BrowserContext, Page
from yizhan_collector.adapters.mqtt import Arrival
from yizhan_collector.doors.ingest import receive
from yizhan_collector.ground.days import legal_day
from yizhan_collector.ground.migrate import migrate
from yizhan_wire import topics
from yizhan_wire.events import Answered, Updated

from stack.desk import Desk, opened
from stack.population import NOW, PASSWORD, populate
from stack.population_bookings import fill_bookings
from stack.population_hotline import fill_hotline
from stack.population_matters import fill_matters
from stack.population_ownership import fill_ownership
from stack.population_portal import fill_portal
from stack.population_sharing import fill_sharing
from stack.population_tickets import fill_tickets
from stack.postgres import Postgres
from stack.repository import Repository
from stack.screens import ADMIN, CITY, COUNTY, HEAD, PROSECUTOR, SERVICE, TECH, WINDOW, Screen
from stack.writing import OFFERED

PEOPLE, DAYS, MATTERS = 80, 120, 150
POST, BUNDLE = "bx-210521100-1", "2026.11.1"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
CHOSEN = """
select p.id, p.number from person p join term t on t.person = p.id
 where p.township like '210521%%' and not p.minor and t.state = 'active' and t.overlays = '{}'
   and not exists (select 1 from request r where r.person = p.id and r.decided_at is null)
 order by (select count(*) from sanction s where s.person = p.id) desc,
          (select count(*) from leave l where l.person = p.id) desc, p.number limit 2
"""
VISIT = """
select c.id from checkin c join person p on p.id = c.person
 where p.township like '210521%%' order by c.captured_at desc limit 1
"""
TRACKED = """
select o.person, o.id, (o.starts_at at time zone 'Asia/Shanghai')::date::text,
       (o.ends_at at time zone 'Asia/Shanghai')::date::text,
       (array_agg(d.day::text order by jsonb_array_length(d.judgement -> 'unusual')
                  + jsonb_array_length(d.judgement -> 'crossings') desc, d.day desc))[1]
  from position_order o join position_day d on d.ord = o.id
 where o.lifted_at is null group by o.id
"""
ALERT = """
select id from alert where about = 'person' and starts_with(office, '210521')
   and outcome is null and explained_by = '' order by rule desc, raised_at limit 1
"""
MATTER = """
select id from matter join aid_application on matter = id
 where state = 'open' and missing_told_on is not null and complete_on is not null
   and decided_on is null and urgent is null order by due_at, number limit 1
"""
# counts what the page is reading; the stream of news never ends
COUNT = """window.reading = 0; const read = window.fetch; window.fetch = (...asked) => {
  if (String(asked[0].url ?? asked[0]).includes('/live')) return read(...asked);
  window.reading += 1;
  return read(...asked).finally(() => { window.reading -= 1; });
}"""
# nothing that is still being read, and nothing that moves
SETTLED = """() => window.reading === 0
  && document.querySelector('h1, .ant-result-title, .ant-modal-title')
  && ![...document.querySelectorAll('.ant-spin')].some(
       (one) => one.matches('.ant-spin-spinning') || !one.querySelector('.ant-spin-container'))
  && !document.querySelector('[class*="-enter"], [class*="-appear"], .ant-skeleton')"""


@dataclass
class Showroom:
    """The office, what its addresses stand for, and the browser of each who looks."""

    desk: Desk
    browser: Browser
    names: dict[str, str] = field(default_factory=dict)
    pages: dict[tuple[str, bool], Page] = field(default_factory=dict)
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def client(self, login: str) -> httpx.Client:
        """The API for a member of staff."""
        if login not in self.clients:
            made = self.clients[login] = self.desk.visitor()
            answer = made.post("/api/login", json={"login": login, "password": PASSWORD})
            made.headers["X-CSRF-Token"] = answer.raise_for_status().json()["csrf"]
        return self.clients[login]

    def post(self, login: str, path: str, **body: Any) -> Any:
        """What somebody does through the API."""
        answer = self.client(login).post(f"/api/{path}", json=body)
        assert answer.is_success, f"{path}: {answer.text}"
        return answer.json()

    def show(self, screen: Screen, size: dict[str, int] | None = None) -> Page:
        """The screen, when everything on it is there."""
        own = screen.route.startswith("/own")
        page = self._page(screen.login, own)
        page.set_viewport_size(size or (PHONE if own else WIDE))  # type: ignore[arg-type]
        page.goto(self.desk.address + self.address(screen))
        page.wait_for_function(SETTLED)
        if screen.press:
            page.get_by_role("tab", name=screen.press, exact=True).click()
            page.wait_for_function(SETTLED)
        return page

    def address(self, screen: Screen) -> str:
        """Where this screen is."""
        kind = "own" if screen.route.startswith("/own") else screen.route.split("/")[1]
        kind = "tracked" if ":order" in screen.route else kind
        path = screen.route.replace(":id", self.names.get(kind, "")).replace("*", "nowhere")
        path += screen.query.replace(":person", self.names["people"])
        for name in ("alert", "order", "from", "until", "day"):
            path = path.replace(f":{name}", self.names[name])
        return path

    def _page(self, login: str, own: bool) -> Page:
        if (login, own) not in self.pages:
            # still: a click on what moves is lost on a busy machine
            context = self.browser.new_context(
                locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
            )
            context.set_default_timeout(30_000)
            context.add_init_script(COUNT)
            page = context.new_page()
            page.clock.install(time=self.desk.now)
            if login:
                self._sign_in(context, login)
            self.pages[login, own] = page
        return self.pages[login, own]

    def _sign_in(self, context: BrowserContext, login: str) -> None:
        path, given = "/api/login", {"login": login, "password": PASSWORD}
        if login == "own":
            path, given = "/own/api/sign-in", self._code(self.names["people"], self.names["number"])
        assert context.request.post(self.desk.address + path, data=given).ok, login

    def _code(self, person: str, number: str) -> dict[str, str]:
        """What a person signs in with on the own page."""
        code = self.post(COUNTY, f"people/{person}/page")["code"]
        return {"number": number, "code": code}

    def furnish(self) -> None:
        """What a made-up population has none of."""
        [(person, number), (other, _)] = self.desk.rows(CHOSEN)
        [(visit,)] = self.desk.rows(VISIT)
        [(course,)] = self.desk.rows("select id from course where audience = 'adults' limit 1")
        self.names = {"people": str(person), "number": number, "checkins": str(visit)}
        [(alert,)] = self.desk.rows(ALERT)
        [(held,)] = self.desk.rows("select id from session where state = 'open'")
        [(matter,)] = self.desk.rows(MATTER)
        self.names |= {"sessions": str(held), "matters": str(matter)}
        self.names |= {"posts": POST, "own": str(course), "alert": str(alert)}
        for one in (person, other):
            path = f"/api/people/{one}"
            self.client(COUNTY).get(path, params={"reason": "case_work"}).raise_for_status()
        self._matters(str(person), str(other))
        self._positioned(str(person))
        self._watched(str(person), number)
        self._texts()
        self._fleet()
        self._machines()

    def _matters(self, person: str, other: str) -> None:
        day = legal_day(self.desk.now)
        ban = {"kind": "place", "words": "禁止在缓刑考验期内进入示例市场,确需进入的须经批准。",
               "court": "示例县人民法院", "number": "(2026)示0521刑初1号", "conditional": True,
               "from_on": str(day - timedelta(days=10)),
               "until_on": str(day + timedelta(days=30))}  # fmt: skip
        travel = {"from_on": str(day), "regions": ["210600", "210522"], "places": "东港渔港",
                  "times": "凌晨四时出海,当日返回", "frequency": "每周三次", "why": "出海捕鱼为业",
                  "proof": "渔业船员证书"}  # fmt: skip
        move = {"region": "210522", "township": "210522100", "address": "桓仁镇示例路 1 号",
                "moving_on": str(day + timedelta(days=31)), "why": "随子女居住",
                "proof": "房屋租赁合同"}  # fmt: skip
        talk = {"kind": "counselling", "on_day": str(day), "words": "谈了就业的打算,情绪平稳。"}
        self.post(COUNTY, f"people/{person}/bans", **ban)
        self.post(COUNTY, f"people/{person}/travels", **travel)
        self.post(COUNTY, f"people/{person}/talks", **talk)
        made = self.post(COUNTY, f"people/{other}/moves", **move)
        self.post(COUNTY, f"moves/{made['id']}/ask", conduct="按时报告", contact="王工")

    def _positioned(self, person: str) -> None:
        """One under an order, and a trajectory that is open."""
        day = legal_day(self.desk.now)
        wish = {"ground": "left_unapproved", "evidence": "10日未经批准前往沈阳市,有走访记录。",
                "from_on": str(day), "until_on": str(day + timedelta(days=60))}  # fmt: skip
        order = self.post(COUNTY, f"people/{person}/positioning", **wish)["id"]
        [(request,)] = self.desk.rows("select request from position_order where id = %s", order)
        self.client(HEAD).get(f"/api/people/{person}", params={"reason": "decide"})
        self.post(HEAD, f"approvals/{request}", granted=True, reasons="情形属实")
        self.post(COUNTY, f"positioning/{order}/tell", at=self.desk.now.isoformat())
        self.post(COUNTY, f"positioning/{order}/tracker", label="定位手环 07")
        shape = {"form": "circle", "latitude": 41.3006, "longitude": 124.126, "radius": 300}
        self.post(COUNTY, f"positioning/{order}/zones", kind="home", name="住所", shape=shape)
        [(tracked, order, begin, end, busy)] = self.desk.rows(TRACKED)
        self.names |= {"tracked": str(tracked), "order": str(order), "day": busy}
        self.names |= {"from": begin, "until": end}
        path = f"/api/people/{tracked}"
        self.client(COUNTY).get(path, params={"reason": "case_work"}).raise_for_status()
        self.post(COUNTY, f"positioning/{order}/trajectory", reason="核实12日晚间去向")

    def _watched(self, person: str, number: str) -> None:
        opinion = {"about": "210521", "kind": "correction", "reference": "示检纠违〔2026〕1号",
                   "words": "11月3日站点停用期间的缺报被计入,请纠正。"}  # fmt: skip
        self.post(PROSECUTOR, "inspection/opinions", **opinion)
        [(town,)] = self.desk.rows("select township from person where id = %s", person)
        own = self.desk.visitor()
        me = own.post("/own/api/sign-in", json=self._code(person, number))
        own.headers["X-CSRF-Token"] = me.raise_for_status().json()["csrf"]
        words = {"about": town, "topic": "treatment", "words": "窗口人员当众念我的名字"}
        own.post("/own/api/complaints", json=words).raise_for_status()

    def _texts(self) -> None:
        """A text that went everywhere but to WeChat."""
        plan = {"wechat": True, "weibo": True, "signs": [POST], "sign_text": "法律援助 12348"}
        text = {"column": "legal-aid", "title": "农民工讨薪,先做这三件事",
                "lead": "留证据、找部门、申请法律援助", "plan": plan,
                "body": "<h2>准备材料</h2><ul><li>工资条</li><li>聊天记录</li></ul>"
                        "<p>申请追索劳动报酬的法律援助,不核查经济困难状况。</p>"}  # fmt: skip
        one = self.post(WINDOW, "articles", **text)
        self.names |= {"articles": one["id"]}
        for login, what in ((WINDOW, "submit"), (SERVICE, "approve"), (CITY, "approve")):
            one = self.post(login, f"articles/{one['id']}/{what}", version=one["version"])
        self.post(WINDOW, f"articles/{one['id']}/publish", version=one["version"])
        with psycopg.connect(self.desk.url) as tx:
            tx.execute(
                "update delivery set state = 'failed', reason = 'permission 48001 api unauthorized'"
                " where channel = 'wechat'"
            )

    def _fleet(self) -> None:
        """A rollout that waits for a look, a repair with a part, a command that was answered."""
        groups = [{"count": 1, "looked": True}, {"percent": 20, "errors": 10}, {"percent": 100}]
        night = {"since": 1200, "until": 360}
        given = {"bundle": BUNDLE, "area": "210521", "groups": groups, "window": night}
        made = self.post(ADMIN, "rollouts", **given)
        first = next(one["device"] for one in made["boxes"] if one["group"] == 1)
        self.desk.run_due()
        self.desk.report(Updated(BUNDLE, "proved", UUID(made["id"])), first)
        self.post(TECH, "spares", county="210521", kind="power", count=2)
        fault = self.post(COUNTY, "repairs", post=POST, kind="sign", words="电子屏不亮")
        for what, words in (
            ("assign", {}),
            ("notes", {"words": "电源适配器坏了"}),
            ("parts", {"kind": "power"}),
        ):
            self.post(TECH, f"repairs/{fault['id']}/{what}", **words)
        asked = self.post(TECH, f"posts/{POST}/commands", action="self_test", reason="屏不亮")
        self.desk.report(
            Answered(UUID(asked["id"]), "done", "", {"camera": "ok", "sign": "silent"})
        )
        self.names |= {"rollouts": made["id"], "repairs": fault["id"]}

    def _machines(self) -> None:
        with psycopg.connect(self.desk.url, autocommit=True) as tx:
            receive(tx, [Arrival(topics.up(POST, "health"), b"{ broken", self.desk.now)])
        self.desk.run_due()


@contextmanager
def showroom(postgres: Postgres, browser: Browser, people: int = PEOPLE) -> Iterator[Showroom]:
    """A furnished office over a database of its own."""
    url = postgres.new_database()
    migrate(url)
    populate(url, people, DAYS)
    fill_sharing(url, NOW)
    fill_matters(url, NOW, MATTERS)
    fill_portal(url, NOW)
    fill_bookings(url, NOW)
    fill_hotline(url, NOW)
    fill_tickets(url, NOW)
    fill_ownership(url, NOW)  # last: of all that is there
    with opened(url) as desk:
        updates = Path(desk.media.name) / "updates"
        Repository(updates).add(BUNDLE)
        desk.app.state.house = replace(desk.house, offered=OFFERED, updates=updates, commands=True)
        room = Showroom(desk, browser)
        room.furnish()
        try:
            yield room
        finally:
            for page in room.pages.values():
                page.context.close()
    postgres.drop(url)
