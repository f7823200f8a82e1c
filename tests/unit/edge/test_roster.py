"""The roster in force survives a restart and a bad successor; a secret opens once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from stack import box
from stack.bench import KEY
from yizhan_edge.errors import RosterRefused
from yizhan_edge.roster import MOST, HeldRoster, digest
from yizhan_edge.sealed import Sealed
from yizhan_wire.orders import RosterReady

NOW = datetime.now(UTC)
ONE = box.entry()
RAW = box.roster(ONE, version=7)


def held(folder: Path) -> HeldRoster:
    return HeldRoster(Sealed(folder, KEY))


@pytest.fixture
def roster(tmp_path: Path) -> HeldRoster:
    made = held(tmp_path)
    made.replace(RAW)
    return made


def test_a_box_without_a_roster_knows_nobody(tmp_path: Path) -> None:
    empty = held(tmp_path)
    assert (empty.version, empty.broken, empty.find(box.NUMBER)) == (0, False, None)


def test_one_person_is_found_by_their_number(roster: HeldRoster) -> None:
    assert roster.find(box.NUMBER) == ONE
    assert roster.find("00000000") is None
    assert roster.find("") is None


def test_the_roster_survives_a_restart_and_is_not_readable_in_the_file(
    tmp_path: Path, roster: HeldRoster
) -> None:
    again = held(tmp_path)
    assert (again.version, again.digest, again.find(box.NUMBER)) == (7, digest(RAW), ONE)
    assert all(box.NUMBER.encode() not in path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.parametrize("bad", [
    b"", b"{}", b"[]", b"\xff\xfe", b'{"version": 8, "entries": [{"number": 1}]}', b"[" * 5000,
])  # fmt: skip
def test_a_roster_that_cannot_be_read_leaves_the_one_before(roster: HeldRoster, bad: bytes) -> None:
    with pytest.raises(RosterRefused, match="stays in force"):
        roster.replace(bad)
    assert (roster.version, roster.find(box.NUMBER)) == (7, ONE)


def test_a_roster_of_too_many_is_refused(roster: HeldRoster) -> None:
    with pytest.raises(RosterRefused, match="entries"):
        roster.replace(box.roster(*[ONE] * (MOST + 1), version=8))


def test_a_roster_with_another_hash_than_announced_is_refused(roster: HeldRoster) -> None:
    changed = box.roster(version=8)
    with pytest.raises(RosterRefused, match="another hash"):
        roster.replace(changed, RosterReady(8, digest(RAW)))
    roster.replace(changed, RosterReady(8, digest(changed)))
    assert roster.version == 8


def test_an_older_announcement_does_not_stop_a_newer_roster(roster: HeldRoster) -> None:
    roster.replace(box.roster(version=9), RosterReady(8, "0" * 64))
    assert roster.version == 9


def test_a_secret_opens_until_it_is_spent_also_after_a_restart(
    tmp_path: Path, roster: HeldRoster
) -> None:
    [code] = ONE.codes
    assert roster.unlock(ONE.codes, box.CODE, NOW) == code.id
    assert roster.unlock(ONE.codes, "00000000", NOW) is None
    roster.use(code.id)
    assert roster.unlock(ONE.codes, box.CODE, NOW) is None
    assert held(tmp_path).unlock(ONE.codes, box.CODE, NOW) is None


def test_a_spent_secret_stays_spent_while_the_roster_still_offers_it(roster: HeldRoster) -> None:
    roster.use(ONE.codes[0].id)
    roster.replace(box.roster(ONE, version=8))
    assert roster.unlock(ONE.codes, box.CODE, NOW) is None


def test_a_secret_ends_at_its_time_and_a_broken_hash_opens_nothing(roster: HeldRoster) -> None:
    late = NOW + timedelta(hours=1, minutes=1)
    assert roster.unlock(ONE.codes, box.CODE, late) is None
    broken = msgspec.structs.replace(ONE.codes[0], hash="not a hash")
    assert roster.unlock([broken], box.CODE, NOW) is None


def test_a_broken_file_is_said_and_a_new_roster_mends_it(
    tmp_path: Path, roster: HeldRoster
) -> None:
    (tmp_path / "roster.sealed").write_bytes(bytes(100))
    again = held(tmp_path)
    assert (again.broken, again.version) == (True, 0)
    again.replace(RAW)
    assert (again.broken, held(tmp_path).version) == (False, 7)
