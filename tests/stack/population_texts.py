"""Texts on the editors' desk of a made-up bureau: one in work, one that waits for two others."""

from dataclasses import replace
from datetime import datetime

import psycopg
from yizhan_collector.rooms.publishing import texts
from yizhan_collector.rooms.publishing.model import Offered, Plan, Written
from yizhan_collector.rooms.staff.model import Staff

WAITING = Written(
    "legal-aid",
    "农民工讨薪，先做这三件事",
    "留证据、找部门、申请法律援助",
    "<h2>留证据</h2><ul><li>劳动合同、工资条、考勤记录</li><li>与老板的聊天记录</li></ul>"
    "<h2>找部门</h2><p>先向劳动保障监察部门投诉，或申请劳动仲裁。</p>"
    "<h2>申请法律援助</h2><p>请求支付劳动报酬的农民工申请法律援助，不核查经济困难状况"
    "（《法律援助法》第四十二条）。请拨打 12348。</p>",
)
IN_WORK = Written("notices", "春节期间服务安排", "", "<p>（待补充值班表）</p>")


def fill_texts(url: str, offered: Offered, now: datetime) -> None:
    """Write both as the first clerk of the city; the one that waits goes to every channel."""
    with psycopg.connect(url) as tx:
        query = "select id, login, name, role, area, minors from staff where role = 'clerk'"
        row = tx.execute(f"{query} and area = '' order by login limit 1").fetchone()
        assert row is not None
        clerk = Staff(*row)
        signs = tuple(
            row[0] for row in tx.execute("select id from device order by id limit 3").fetchall()
        )
        plan = Plan(offered.wechat, offered.weibo, "", signs, "讨薪法律援助 12348")
        made = texts.draft(tx, replace(WAITING, plan=plan), clerk, offered, now)
        texts.submit(tx, made, 1, clerk.id, offered, now)
        texts.draft(tx, IN_WORK, clerk, offered, now)
