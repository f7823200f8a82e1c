"""A published text on the dots of a real sign, and what the sign said before given back."""

from typing import Any

import pytest
from stack.builders import BOX
from stack.house import House
from stack.process import wait_for
from yizhan_edge.lettering import Lettering

STRIP = "讨薪法律援助 12348"


def act(house: House, login: str, path: str, **given: Any) -> dict[str, Any]:
    with house.officer(login) as client:
        made: dict[str, Any] = client.post(path, json=given).raise_for_status().json()
        return made


@pytest.mark.timeout(120)
def test_a_text_that_two_approved_is_on_the_panel_until_it_is_withdrawn(house: House) -> None:
    pages = Lettering().pages(STRIP)
    act(house, "xiaoshi", f"/api/posts/{BOX}/signage", text="请依次报到")
    text = {"column": "legal-aid", "title": "讨薪三件事", "lead": "", "body": "<p>留证据。</p>"}
    plan = {"signs": [BOX], "sign_text": STRIP}
    one = act(house, "clerk", "/api/articles", **text, plan=plan)
    path = f"/api/articles/{one['id']}"
    for login, what in (("clerk", "submit"), ("chief", "approve"), ("city", "approve")):
        one = act(house, login, f"{path}/{what}", version=one["version"])
    act(house, "clerk", f"{path}/publish", version=one["version"])
    wait_for(lambda: house.sign.shown() in pages, 30, "the text on the panel")
    act(house, "chief", f"{path}/withdraw", version=one["version"], why="热线有变")
    before = Lettering().pages("请依次报到")
    wait_for(lambda: house.sign.shown() in before, 30, "what the sign said before")
