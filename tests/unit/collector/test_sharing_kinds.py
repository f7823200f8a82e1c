"""What may leave by wire: kinds and fields that exist, each with its law and purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_collector.rooms.papers.kinds import KINDS
from yizhan_collector.rooms.sharing.kinds import TABLE, lawful, recipients
from yizhan_collector.rooms.sharing.model import NotForThem, state_of

NEVER = (
    "plan",
    "visit_record",
    "positioning_notice",
    "intake_register",
    "help_offer",
    "obligations",
)


@pytest.mark.parametrize("one", TABLE, ids="-".join)
def test_every_line_names_a_paper_its_law_and_fields_of_that_paper(one: tuple[str, str]) -> None:
    leave = TABLE[one]  # type: ignore[index]
    assert set(leave.fields) <= set(KINDS[one[0]].model_fields)
    assert leave.basis.startswith("《社区矫正法")
    assert leave.purpose
    assert leave.fields


@pytest.mark.parametrize("kind", NEVER)
def test_a_paper_for_the_work_or_the_person_leaves_to_nobody(kind: str) -> None:
    assert not recipients(kind)
    with pytest.raises(NotForThem):
        lawful(kind, "police")


def test_no_paper_goes_to_the_data_centre() -> None:
    assert all("data_centre" not in recipients(kind) for kind in KINDS)


@given(st.integers(1, 3000), st.data())
def test_a_file_is_taken_in_part_when_some_and_not_all_rows_are_bad(
    total: int, data: st.DataObject
) -> None:
    bad = data.draw(st.integers(0, total))
    wanted = {0: "taken", total: "refused"}.get(bad, "partial")
    assert state_of(total, bad) == wanted
