"""Texts in tests: who writes, submits, approves and publishes them, behind the wall."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import psycopg
from yizhan_collector.doors.access import behind_the_wall
from yizhan_collector.rooms.publishing import publication, texts
from yizhan_collector.rooms.publishing.model import Article, Offered, Plan, Written
from yizhan_collector.rooms.staff.model import Staff

from stack.builders import BOX
from stack.desk import Desk

PORTAL = "https://portal.example"
OFFERED = Offered(PORTAL, wechat=True, weibo=True, cover=True)
EVERYWHERE = Plan(wechat=True, weibo=True, signs=(BOX,), sign_text="法律援助 12348")
WRITTEN = Written("news", "工伤维权问答", "先申请认定", "<p>先向人社部门申请认定。</p>")


@dataclass
class Writing:
    """The editors of one desk."""

    desk: Desk

    def who(self, login: str) -> Staff:
        """A member of staff by login."""
        query = "select id, login, name, role, area, minors from staff where login = %s"
        return Staff(*self.desk.rows(query, login)[0])

    def stand(self, tx: psycopg.Connection, login: str) -> Staff:
        """Behind the wall, as a door puts a member of staff."""
        one = self.who(login)
        behind_the_wall(tx, one, self.desk.now)
        return one

    def draft(self, login: str = "clerk", **changes: Any) -> UUID:
        """Somebody writes a text."""
        with self.desk.pool.connection() as tx:
            staff = self.stand(tx, login)
            return texts.draft(tx, replace(WRITTEN, **changes), staff, OFFERED, self.desk.now)

    def change(self, article: UUID, login: str = "clerk", **changes: Any) -> None:
        """Somebody changes what stands there."""
        with self.desk.pool.connection() as tx:
            staff, found = self.stand(tx, login), texts.get(tx, article)
            written = replace(found.written, **changes)
            texts.change(tx, article, found.version, written, staff, OFFERED, self.desk.now)

    def submit(self, article: UUID, login: str = "clerk") -> None:
        """Somebody submits it."""
        with self.desk.pool.connection() as tx:
            staff, version = self.stand(tx, login), texts.get(tx, article).version
            texts.submit(tx, article, version, staff.id, OFFERED, self.desk.now)

    def approve(self, article: UUID, *logins: str) -> None:
        """They approve it one after the other."""
        for login in logins:
            with self.desk.pool.connection() as tx:
                staff, version = self.stand(tx, login), texts.get(tx, article).version
                texts.approve(tx, article, version, staff.id, self.desk.now)

    def publish(self, article: UUID, login: str = "clerk") -> None:
        """Somebody lets it go, and `work` does what follows."""
        with self.desk.pool.connection() as tx:
            staff, version = self.stand(tx, login), texts.get(tx, article).version
            publication.publish(tx, article, version, staff.id, self.desk.now)
        self.desk.carry_out()

    def withdraw(self, article: UUID, login: str = "clerk", why: str = "有误") -> None:
        """Somebody takes it back from everywhere, and `work` does what follows."""
        with self.desk.pool.connection() as tx:
            staff, version = self.stand(tx, login), texts.get(tx, article).version
            publication.withdraw(tx, article, version, staff.id, why, self.desk.now)
        self.desk.carry_out()

    def published(self, login: str = "clerk", **changes: Any) -> UUID:
        """A text that two others have approved, live and queued everywhere else."""
        made = self.draft(login, **changes)
        self.submit(made, login)
        self.approve(made, "chief", "city")
        self.publish(made, login)
        return made

    def get(self, article: UUID) -> Article:
        """A text as it stands."""
        with self.desk.pool.connection() as tx:
            return texts.get(tx, article)
