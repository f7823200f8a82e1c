"""Stories that take weeks: the real office, its pages in Chromium, and its clock in our hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from integration.collector.terms import categorised, declared
from playwright.sync_api import Page
from stack.desk import PASSWORD, Desk, copied, opened
from stack.postgres import Postgres

OpenPage = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}


@dataclass
class Story:
    """The office, whoever opens a page of it, and the days that go by."""

    desk: Desk
    open_page: OpenPage
    opened: list[Page] = field(default_factory=list)
    desks: dict[str, Page] = field(default_factory=dict)

    def officer(self, login: str, path: str = "/today") -> Page:
        """The browser of a member of staff at this moment of the story; each has one, on one page.

        It keeps the scripts it has read; a new one would read them all again.
        """
        if login not in self.desks:
            self.desks[login] = self._page()
        page = self.desks[login]
        page.goto("about:blank")
        page.clock.set_system_time(self.desk.now)
        given = {"login": login, "password": PASSWORD}
        assert page.request.post(f"{self.desk.address}/api/login", data=given).ok
        page.goto(self.desk.address + path)
        return page

    def phone(self, path: str = "/own") -> Page:
        """A phone nobody has signed in with."""
        page = self._page(**PHONE)
        page.goto(self.desk.address + path)
        return page

    def pass_days(self, days: float) -> datetime:
        """Let days go by, with what the clock asks for; no office leaves a screen on overnight."""
        for page in self.desks.values():
            page.goto("about:blank")
        self.desk.now += timedelta(days=days)
        self.work()
        return self.desk.now

    def work(self) -> None:
        """Carry out what was committed and what the clock asks for, as `work` does."""
        self.desk.run_due()
        assert self.desk.rows("select event, reason from outbox where reason is not null") == []

    def _page(self, **options: object) -> Page:
        page = self.open_page(**options)
        page.clock.install(time=self.desk.now)
        self.opened.append(page)
        return page

    def close(self) -> None:
        """Close every page, before the office behind them closes."""
        for page in self.opened:
            page.context.close()


@pytest.fixture
def story(postgres: Postgres, staffed: str, open_page: OpenPage) -> Iterator[Story]:
    """A bureau of its own for one story."""
    with copied(postgres, staffed) as url, opened(url) as desk:
        told = Story(desk, open_page)
        yield told
        told.close()


@pytest.fixture
def person(story: Story) -> str:
    """Somebody declared and in the newcomers' category, at 小市."""
    someone = declared(story.desk.sign_in("county"))
    categorised(story.desk, someone)
    story.work()
    return someone
