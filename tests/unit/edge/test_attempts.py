"""Five wrong tries in a row close one name for a while, and no other."""

from hypothesis import given
from hypothesis import strategies as st
from yizhan_edge.kiosk.attempts import LIMIT, Attempts

PAUSE = 900.0


def closed(name: str = "a", at: float = 100.0) -> Attempts:
    attempts = Attempts(PAUSE)
    assert [attempts.wrong(name, at) for _ in range(LIMIT)] == [True] * (LIMIT - 1) + [False]
    return attempts


def test_the_fifth_wrong_try_closes_the_name_until_the_pause_is_over() -> None:
    attempts = closed()
    assert not attempts.open("a", 100.0 + PAUSE - 0.1)
    assert attempts.open("a", 100.0 + PAUSE)
    assert attempts.wrong("a", 100.0 + PAUSE)


def test_another_name_stays_open() -> None:
    assert closed().open("b", 100.0)


def test_a_right_try_forgets_the_wrong_ones() -> None:
    attempts = Attempts(PAUSE)
    for _ in range(20):
        assert attempts.wrong("a", 1.0)
        attempts.right("a")


def test_an_old_mistake_does_not_count_for_ever() -> None:
    attempts = Attempts(PAUSE)
    assert all(attempts.wrong("a", day * 86_400.0) for day in range(30))


@given(st.lists(st.floats(0, 300), max_size=60))
def test_in_any_rhythm_no_more_than_five_tries_are_taken_in_a_pause(gaps: list[float]) -> None:
    attempts, at, taken = Attempts(PAUSE), 0.0, list[float]()
    for gap in gaps:
        at += gap
        if attempts.open("a", at):
            taken.append(at)
            attempts.wrong("a", at)
    for first, sixth in zip(taken, taken[LIMIT:], strict=False):
        assert sixth - first >= PAUSE
