"""What the codec promises: what goes in comes out, and what cannot be read says why."""

from contextlib import suppress
from datetime import UTC, datetime, timezone
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yizhan_wire import codec, errors
from yizhan_wire.envelope import MAX_BATCH, MAX_ENVELOPE, Clock, Envelope, new_id
from yizhan_wire.events import BODIES, BODY_V, CheckIn, FaceResult

LIFE = UUID(int=7)
moments = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
faces = st.builds(
    FaceResult,
    verdict=st.sampled_from(["match", "no_match", "no_face", "unsure"]),
    liveness=st.sampled_from(["passed", "failed", "not_run"]),
    frames=st.integers(0, 500),
    best_distance=st.none() | st.floats(0, 4),
)
checkins = st.builds(
    CheckIn,
    person=st.uuids(),
    route=st.sampled_from(["face", "code", "officer"]),
    face=st.none() | faces,
    answers=st.dictionaries(st.text(max_size=8), st.just("yes"), max_size=5),
)


def envelope(body: bytes = b"{}", seq: int = 1, kind: str = "checkin", body_v: int = 1) -> Envelope:
    return Envelope(
        id=new_id(),
        device="bx-210521100-1",
        life=LIFE,
        seq=seq,
        kind=kind,
        body_v=body_v,
        captured_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
        clock=Clock("ntp", "good", 0.01),
        body=msgspec.Raw(body),
    )


@given(checkins, moments, st.integers(1, 2**53 - 1))
def test_a_check_in_comes_back_as_it_went(body: CheckIn, at: datetime, seq: int) -> None:
    sent = msgspec.structs.replace(envelope(codec.dump_body(body), seq), captured_at=at)
    [got] = codec.load(codec.dump([sent]))
    assert (got.captured_at, got.seq, codec.load_body(got)) == (at, seq, body)


def test_several_envelopes_keep_their_order() -> None:
    sent = [envelope(seq=n) for n in range(1, 51)]
    assert [e.seq for e in codec.load(codec.dump(sent))] == list(range(1, 51))


@given(st.binary(max_size=300))
def test_noise_is_malformed_and_nothing_else(noise: bytes) -> None:
    with suppress(errors.Malformed):
        codec.load(noise)


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_deep_nesting_is_malformed_not_a_crash(depth: int) -> None:
    with pytest.raises(errors.Malformed):
        codec.load(b"[" * depth)


def test_a_message_beyond_the_batch_bound_is_refused_unread() -> None:
    with pytest.raises(errors.TooLarge):
        codec.load(b" " * (MAX_BATCH + 1))


def test_a_body_beyond_the_envelope_bound_is_refused() -> None:
    fat = b'{"a":"' + b"x" * MAX_ENVELOPE + b'"}'
    with pytest.raises(errors.TooLarge):
        codec.load(codec.dump([envelope(fat)]))


@pytest.mark.parametrize("seq", [0, -1, 2**53])
def test_a_sequence_outside_its_range_is_malformed(seq: int) -> None:
    with pytest.raises(errors.Malformed):
        codec.load(codec.dump([envelope(seq=seq)]))


def test_a_time_without_zone_is_malformed() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(errors.Malformed):
        codec.load(codec.dump([msgspec.structs.replace(envelope(), captured_at=naive)]))


def test_an_unknown_kind_and_a_future_version_are_told_apart() -> None:
    with pytest.raises(errors.UnknownKind):
        codec.load_body(envelope(kind="dance"))
    with pytest.raises(errors.FutureVersion):
        codec.load_body(envelope(kind="checkin", body_v=99))


def test_an_older_body_is_lifted_by_its_upcaster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BODY_V, "checkin", 2)
    body = codec.dump_body(CheckIn(person=LIFE, route="code"))
    monkeypatch.setitem(codec.UPCASTERS, ("checkin", 1), lambda _: body)
    assert codec.load_body(envelope(b'{"old":1}')) == CheckIn(person=LIFE, route="code")


def test_unknown_fields_of_a_newer_box_are_ignored() -> None:
    raw = b'{"person":"%s","route":"code","new_field":[1]}' % str(LIFE).encode()
    assert codec.load_body(envelope(raw)) == CheckIn(person=LIFE, route="code")


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_no_body_has_a_field_that_could_carry_a_name_a_number_or_a_picture(kind: str) -> None:
    forbidden = {
        "name",
        "number",
        "image",
        "photo",
        "picture_data",
        "embedding",
        "template",
        "phone",
    }
    assert not forbidden & set(BODIES[kind].__struct_fields__)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    from datetime import timedelta

    east = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=8)))
    [got] = codec.load(codec.dump([msgspec.structs.replace(envelope(), captured_at=east)]))
    assert got.captured_at == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
