"""The box's pairs of key and certificate: always one whole pair, whenever the power goes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from stack.builders import BOX
from yizhan_edge import identity as module
from yizhan_edge import whole as whole_files
from yizhan_edge.errors import CertificateRefused, ClockBefore, IdentityBroken
from yizhan_edge.identity import Identity, days_left
from yizhan_provisioning.authority import Authority
from yizhan_wire import certificates

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority.create(tmp_path / "authority", NOW - 100 * DAY)


@pytest.fixture
def box(tmp_path: Path, authority: Authority) -> Identity:
    return Identity(tmp_path / "identity", authority.ca)


def chain(authority: Authority, box: Identity, name: str = BOX, at: datetime = NOW) -> bytes:
    leaf = certificates.leaf(name, box.next_key().public_key(), authority.signer, at, ())
    return authority.signer.chain(leaf)


def fits(box: Identity) -> bool:
    """Whether key and certificate in use belong together."""
    key = serialization.load_pem_private_key(box.key.read_bytes(), None)
    cert = x509.load_pem_x509_certificate(box.cert.read_bytes())
    return key.public_key() == cert.public_key()


def test_a_blank_box_has_a_key_and_no_name(box: Identity) -> None:
    assert (box.held(), box.device()) == (None, "")
    assert box.next_key().public_key() == box.next_key().public_key()
    assert (box.cert.parents[1] / "next.key").stat().st_mode & 0o077 == 0


def test_what_was_given_for_its_key_names_the_box(authority: Authority, box: Identity) -> None:
    box.take(chain(authority, box), BOX, NOW)
    assert (box.device(), fits(box)) == (BOX, True)
    assert box.key.stat().st_mode & 0o077 == 0


def test_the_next_pair_has_a_new_key_and_the_one_before_is_kept_once(
    authority: Authority, box: Identity
) -> None:
    keys = set()
    for day in range(3):
        box.take(chain(authority, box, at=NOW + day * DAY), BOX, NOW + day * DAY)
        keys.add(box.key.read_bytes())
    assert len(keys) == 3
    assert len(list((box.current.parent / "pairs").iterdir())) == 2


@pytest.mark.parametrize(
    ("age", "due"), [(0, False), (29.9, False), (30.1, True), (61, True), (91, True)]
)
def test_it_renews_at_thirty_days_with_sixty_left(
    authority: Authority, box: Identity, age: float, due: bool
) -> None:
    box.take(chain(authority, box), BOX, NOW)
    assert box.due(NOW + age * DAY) is due
    assert days_left(box.cert, NOW + age * DAY) == int((90 - age) // 1)


def refusals(authority: Authority, box: Identity, folder: Path) -> dict[str, bytes]:
    other = Authority.create(folder / "other", NOW)
    whole = chain(authority, box)
    strange = certificates.leaf(
        BOX, ec.generate_private_key(ec.SECP256R1()).public_key(), authority.signer, NOW, ()
    )
    return {
        "other name": chain(authority, box, "bx-210521101-1"),
        "other authority": chain(other, box),
        "other key": authority.signer.chain(strange),
        "half": whole[: len(whole) // 2],
        "leaf alone": whole[: whole.index(b"-----END") + 26],
        "nothing": b"",
    }


def test_what_is_not_ours_is_refused_and_the_old_pair_stays(
    authority: Authority, box: Identity, tmp_path: Path
) -> None:
    box.take(chain(authority, box), BOX, NOW)
    before = box.cert.read_bytes()
    for raw in refusals(authority, box, tmp_path).values():
        with pytest.raises(CertificateRefused):
            box.take(raw, BOX, NOW)
    assert (box.cert.read_bytes(), fits(box)) == (before, True)


@pytest.mark.parametrize("at", [NOW - DAY, NOW + 91 * DAY])
def test_a_clock_outside_the_certificates_time_takes_nothing(
    authority: Authority, box: Identity, at: datetime
) -> None:
    given = chain(authority, box)
    with pytest.raises(ClockBefore, match="set the clock"):
        box.take(given, BOX, at)
    assert box.held() is None
    box.take(given, BOX, NOW)  # the same answer, once the clock is right
    assert box.device() == BOX


class PowerCut(Exception):
    """The power went."""


@given(cut=st.integers(0, 8), half=st.booleans())
def test_a_power_cut_at_any_step_leaves_a_whole_pair(
    tmp_path_factory: pytest.TempPathFactory, cut: int, half: bool
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    authority = Authority.create(folder / "authority", NOW)
    box = Identity(folder / "identity", authority.ca)
    box.take(chain(authority, box), BOX, NOW)
    given = chain(authority, box)
    left = [cut]

    def failing(whole: Callable[..., None], torn: bool) -> Callable[..., None]:
        def step(path: Path, *data: bytes) -> None:
            if not left[0]:
                if torn:
                    path.with_name(path.name + ".new").write_bytes(data[0][:40])
                raise PowerCut
            left[0] -= 1
            whole(path, *data)

        return step

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "write_whole", failing(whole_files.write_whole, half))
        patch.setattr(module, "sync_folder", failing(whole_files.sync_folder, False))
        try:
            box.take(given, BOX, NOW)
        except PowerCut:
            assert (box.device(), fits(box)) == (BOX, True)
    box.take(chain(authority, box), BOX, NOW)
    assert (box.device(), fits(box)) == (BOX, True)


def test_a_certificate_that_cannot_be_read_is_said(authority: Authority, box: Identity) -> None:
    box.take(chain(authority, box), BOX, NOW)
    box.cert.write_bytes(b"no certificate")
    with pytest.raises(IdentityBroken, match="claim it anew"):
        box.device()
    assert days_left(box.cert, NOW) is None


def test_half_a_key_is_made_anew(box: Identity) -> None:
    box.next_key()
    path = box.current.parent / "next.key"
    path.write_bytes(path.read_bytes()[:50])
    assert box.next_key().public_key() == box.next_key().public_key()
