"""What the tests of the tickets share: the platform's program, and the clerk's browser."""

from typing import Any

import httpx
from stack.desk import Desk

PLATFORM, ELSEWHERE, COURT = "rexian-2105", "rexian-210522", "fayuan-210521"
KEY = "12345-20261124-0001"
ASKED: dict[str, Any] = {
    "request": "help",
    "said": "装修公司干了三个月没发工资,问怎么要",
    "received_at": "2026-11-24T11:20:00+08:00",
    "name": "测试甲",
    "phone": "000-0000-0001",
    "area": "210521100",
}


def put(
    program: httpx.Client, key: str = KEY, step: str = "", **body: Any
) -> tuple[int, dict[str, Any]]:
    """A request of the platform: the status, and what it is told."""
    answer = program.put(f"/partner/tickets/{key}{step}", json=body)
    told: dict[str, Any] = answer.json()
    return answer.status_code, told


def send(program: httpx.Client, key: str = KEY, **changes: Any) -> dict[str, Any]:
    """A ticket that is taken."""
    status, told = put(program, key, **ASKED | changes)
    assert status == 200, told
    return told


def look(program: httpx.Client, key: str = KEY) -> dict[str, Any]:
    """How a ticket stands."""
    told: dict[str, Any] = program.get(f"/partner/tickets/{key}").raise_for_status().json()
    return told


def matter_of(desk: Desk, key: str = KEY) -> str:
    """The matter a ticket came to, once `work` has seen to it."""
    desk.carry_out()
    [(matter,)] = desk.rows("select matter from ticket where key = %s", key)
    return str(matter)
