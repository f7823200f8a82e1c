"""The box's sign where no board is: nothing waits for ever and nothing is shown late."""

from pathlib import Path

import pytest
from stack.process import wait_for
from yizhan_edge.errors import FontMissing
from yizhan_edge.message import code
from yizhan_edge.sign import Sign
from yizhan_edge.signline import Pace

THANKS = "谢谢,已登记"
QUICK = Pace(reopen_s=0.1)
Reports = list[tuple[str, bool, int]]


@pytest.fixture
def reports() -> Reports:
    return []


def test_a_replaced_message_is_given_up_and_too_many_are_not_kept(reports: Reports) -> None:
    sign = Sign("/nonexistent/tty", lambda *one: reports.append(one), pace=QUICK)
    sign.stand("一")
    sign.stand("二")
    assert reports == [(code("一"), False, 0)]
    for _ in range(9):
        sign.say(THANKS, 1)
    assert reports[1:] == [(code(THANKS), False, 0)]
    sign.start()
    wait_for(lambda: len(reports) == 10, 5, "what waited to be given up")
    assert sign.state == "absent"
    sign.close()


def test_a_post_without_a_sign_needs_no_font_and_reports_nothing(reports: Reports) -> None:
    sign = Sign("", lambda *one: reports.append(one), font=Path("/nonexistent.otf"))
    sign.start()
    sign.stand(THANKS)
    sign.say(THANKS, 1)
    sign.close()
    assert (sign.state, reports) == ("absent", [])
    with pytest.raises(FontMissing):
        Sign("/nonexistent/tty", lambda *one: reports.append(one), font=Path("/nonexistent.otf"))
