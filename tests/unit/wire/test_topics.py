"""Topics: what is said is what is read, and nothing else is ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_wire import topics
from yizhan_wire.errors import BadTopic

devices = st.from_regex(topics.DEVICE, fullmatch=True)


@given(devices, st.sampled_from(topics.UP_KINDS))
def test_an_up_topic_reads_back(device: str, kind: str) -> None:
    assert topics.parse(topics.up(device, kind)) == topics.Topic(device, "up", kind)


@given(devices, st.sampled_from(topics.DOWN_KINDS))
def test_a_down_topic_reads_back(device: str, kind: str) -> None:
    assert topics.parse(topics.down(device, kind)) == topics.Topic(device, "down", kind)


@given(devices)
def test_the_state_topic_reads_back(device: str) -> None:
    assert topics.parse(topics.state(device)) == topics.Topic(device, "state", "")


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "yizhan/v2/bx-1/up/checkin",
        "yizhan/v1/bx-1/up/receipt",
        "yizhan/v1/bx-1/down/checkin",
        "yizhan/v1/BX/up/checkin",
        "yizhan/v1/bx-1/up/checkin/more",
        "yizhan/v1/+/up/checkin",
        "yizhan/v1/bx-1/state/x",
    ],
)
def test_a_topic_that_is_not_ours_is_refused(topic: str) -> None:
    with pytest.raises(BadTopic):
        topics.parse(topic)
