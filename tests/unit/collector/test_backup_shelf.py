"""What of a backup is kept, what goes, and how a hole in the log is found: on files alone."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from yizhan_collector.backup import settings, state
from yizhan_collector.backup.errors import Gap, NoBase
from yizhan_collector.backup.shelf import A_FILE, SEALED, Base, Shelf, unbroken
from yizhan_collector.ground.refusals import BadSettings

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEEP = 35 * DAY


def name(place: int, timeline: int = 1) -> str:
    return f"{timeline:08X}{place // A_FILE:08X}{place % A_FILE:08X}"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    made.make()
    return made


def aged(path: Path, at: datetime) -> Path:
    path.write_bytes(b"sealed")
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def put(shelf: Shelf, at: datetime, place: int) -> Base:
    base = Base(f"{at:%Y%m%dT%H%M%SZ}", at, at + timedelta(minutes=5), name(place), 1)
    aged(shelf.archive(base), at)
    shelf.note(base)
    return base


def logged(shelf: Shelf, place: int, at: datetime) -> Path:
    return aged(shelf.wal / f"{name(place)}{SEALED}", at)


def test_a_base_that_is_over_goes_with_the_log_that_only_it_needed(shelf: Shelf) -> None:
    old, new = put(shelf, NOW - 36 * DAY, 10), put(shelf, NOW - DAY, 50)
    gone, kept = logged(shelf, 12, NOW - 36 * DAY), logged(shelf, 51, NOW - DAY)
    between = logged(shelf, 49, NOW - 2 * DAY)
    assert shelf.forget(NOW, KEEP) == 3
    assert shelf.all() == [new]
    assert not shelf.archive(old).exists()
    assert (gone.exists(), between.exists(), kept.exists()) == (False, False, True)


def test_the_last_base_goes_too_when_its_time_is_over(shelf: Shelf) -> None:
    put(shelf, NOW - 36 * DAY, 1)
    shelf.forget(NOW, KEEP)
    assert shelf.all() == []


@given(ages=some.lists(some.integers(0, 80), max_size=12))
def test_nothing_outlives_its_time(
    tmp_path_factory: pytest.TempPathFactory, ages: list[int]
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    shelf.make()
    for place, age in enumerate(ages):
        put(shelf, NOW - age * DAY, place)
        logged(shelf, place, NOW - age * DAY)
        aged(shelf.media / f"{place}{SEALED}", NOW - age * DAY)
    shelf.forget(NOW, KEEP)
    shelf.forget_media(NOW, KEEP)
    left = [path for one in (shelf.bases, shelf.wal, shelf.media) for path in one.glob("*.age")]
    assert all(one.stat().st_mtime >= (NOW - KEEP).timestamp() for one in left)
    assert len(shelf.all()) == sum(age <= 35 for age in set(ages))


def test_the_newest_base_that_was_whole_at_the_moment_is_taken(shelf: Shelf) -> None:
    first, second = put(shelf, NOW - 2 * DAY, 1), put(shelf, NOW - DAY, 2)
    assert shelf.before(None) == second
    assert shelf.before(NOW - DAY) == first  # the second was not whole yet
    with pytest.raises(NoBase):
        shelf.before(NOW - 3 * DAY)


@given(first=some.integers(0, 3 * A_FILE), length=some.integers(1, 40), data=some.data())
def test_a_hole_in_the_log_is_found_wherever_it_is(
    first: int, length: int, data: some.DataObject
) -> None:
    names = [name(first + step) for step in range(length)]
    unbroken([*names, "00000002.history"], names[0])
    if length > 2:
        gone = data.draw(some.sampled_from(names[1:-1]))
        with pytest.raises(Gap, match=gone):
            unbroken([one for one in names if one != gone], names[0])
    with pytest.raises(Gap, match=names[0]):
        unbroken(names[1:], names[0])


def test_a_new_timeline_begins_where_the_old_one_was_left() -> None:
    unbroken([name(4), name(5), name(5, 2), name(6, 2)], name(4))


def test_the_state_names_what_is_late(shelf: Shelf) -> None:
    folder = shelf.bases.parent
    assert state.look(folder, NOW).late == ("base", "log")
    put(shelf, NOW - timedelta(hours=20), 1)
    logged(shelf, 1, NOW - timedelta(minutes=2))
    assert state.look(folder, NOW) == state.State(
        "2026-11-26T16:05:00+00:00", "2026-11-27T11:58:00+00:00", ()
    )
    assert state.look(folder, NOW + DAY).late == ("base", "log")


@pytest.mark.parametrize(
    ("line", "says"),
    [("keep_days = 36", "keep_days"), ("recipient = 'AGE-SECRET-KEY-1'", "recipient")],
)
def test_a_longer_life_than_decided_or_a_secret_key_is_refused(
    tmp_path: Path, line: str, says: str
) -> None:
    good = {"recipient": f"'age1{'q' * 58}'", "folder": "'/f'", "spool": "'/s'"}
    good["database"] = "'postgresql:///x'"
    good[line.split(" ", maxsplit=1)[0]] = line.split(" = ")[1]
    path = tmp_path / "b.toml"
    path.write_text("\n".join(f"{key} = {value}" for key, value in good.items()))
    with pytest.raises(BadSettings, match=says):
        settings.load(path)
