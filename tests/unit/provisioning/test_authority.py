"""The device authority: what it signs, what it refuses, what it takes back."""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from yizhan_provisioning import files
from yizhan_provisioning.authority import Authority
from yizhan_provisioning.errors import (
    BadHost,
    BadName,
    BrokenAuthority,
    NoAuthority,
    WeakPassphrase,
    WrongPassphrase,
)

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = timedelta(days=1)
BOX = "bx-210521100-1"
SECRET = b"correct horse battery"


@pytest.fixture
def made(tmp_path: Path) -> Authority:
    return Authority.create(tmp_path / "ca", NOW)


def load(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def chain(path: Path) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(path.read_bytes())


def test_a_box_certificate_names_the_box_and_may_not_serve(made: Authority) -> None:
    cert = load(made.issue(BOX, NOW).cert)
    [name] = cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    use = cert.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert name.value == BOX
    assert list(use) == [ExtendedKeyUsageOID.CLIENT_AUTH]


def test_who_is_to_be_a_server_may_be_one_under_its_addresses(made: Authority) -> None:
    hosts = ["post.example.cn", "10.3.0.9"]
    cert = load(made.issue("broker", NOW, hosts=hosts).cert)
    use = cert.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert ExtendedKeyUsageOID.SERVER_AUTH in list(use)
    names = cert.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "post.example.cn"]
    found = [str(one) for one in names.get_values_for_type(x509.IPAddress)]
    assert found == ["127.0.0.1", "10.3.0.9"]


def test_a_server_is_believed_by_whoever_trusts_the_root_alone(made: Authority) -> None:
    leaf, issuing = chain(made.issue("broker", NOW, hosts=["10.3.0.9"]).cert)
    store = Store([load(made.ca)])
    for address in ("127.0.0.1", "10.3.0.9"):
        wanted = x509.IPAddress(ipaddress.ip_address(address))
        verifier = PolicyBuilder().store(store).time(NOW).build_server_verifier(wanted)
        assert len(verifier.verify(leaf, [issuing])) == 3
        with pytest.raises(VerificationError):
            verifier.verify(leaf, [])


def test_an_issuing_certificate_makes_no_authority_below_it(made: Authority) -> None:
    leaf, issuing = chain(made.issue(BOX, NOW).cert)
    leaf.verify_directly_issued_by(issuing)
    issuing.verify_directly_issued_by(load(made.ca))
    limits = [
        one.extensions.get_extension_for_class(x509.BasicConstraints).value
        for one in (load(made.ca), issuing, leaf)
    ]
    assert [(one.ca, one.path_length) for one in limits] == [(True, 1), (True, 0), (False, None)]


def test_a_box_has_ninety_days_and_nobody_more_than_the_issuing_key(made: Authority) -> None:
    assert load(made.issue(BOX, NOW).cert).not_valid_after_utc == NOW + 90 * DAY
    assert load(made.issue("broker", NOW).cert).not_valid_after_utc == NOW + 365 * DAY
    late = load(made.issue(BOX, NOW + 300 * DAY).cert)
    assert late.not_valid_after_utc == NOW + 365 * DAY


def test_another_year_for_the_issuing_key_keeps_what_it_signed_good(made: Authority) -> None:
    leaf = load(made.issue(BOX, NOW).cert)
    Authority.renew(made.folder, NOW + 300 * DAY)
    later = Authority(made.folder)
    assert later.signer.cert.not_valid_after_utc == NOW + 665 * DAY
    leaf.verify_directly_issued_by(later.signer.cert)
    listed = x509.load_pem_x509_crl(later.crl.read_bytes())
    assert listed.is_signature_valid(later.signer.key.public_key())


def test_a_private_key_is_readable_by_its_owner_only(made: Authority) -> None:
    keys = [made.issue(BOX, NOW).key, made.folder / "ca.key", made.folder / "issuing.key"]
    assert [one.stat().st_mode & 0o077 for one in keys] == [0, 0, 0]


def test_the_root_lies_under_its_passphrase_and_issuing_needs_none(tmp_path: Path) -> None:
    made = Authority.create(tmp_path, NOW, passphrase=SECRET)
    raw = (tmp_path / "ca.key").read_bytes()
    with pytest.raises(TypeError):
        serialization.load_pem_private_key(raw, None)
    assert serialization.load_pem_private_key(raw, SECRET)
    (tmp_path / "ca.key").unlink()  # carried away
    assert made.issue(BOX, NOW).cert.exists()
    with pytest.raises(NoAuthority):
        Authority.renew(tmp_path, NOW, SECRET)


def test_a_wrong_passphrase_changes_nothing(tmp_path: Path) -> None:
    Authority.create(tmp_path, NOW, passphrase=SECRET)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    with pytest.raises(WrongPassphrase):
        Authority.renew(tmp_path, NOW, b"another one altogether")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_short_passphrase_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        Authority.create(tmp_path, NOW, passphrase=b"short")
    assert list(tmp_path.iterdir()) == []


def test_making_it_again_after_the_root_is_away_keeps_it(tmp_path: Path) -> None:
    made = Authority.create(tmp_path, NOW, passphrase=SECRET)
    (tmp_path / "ca.key").unlink()
    again = Authority.create(tmp_path, NOW + DAY)
    assert (again.root, again.signer.cert) == (made.root, made.signer.cert)
    assert not (tmp_path / "ca.key").exists()


class PowerCut(Exception):
    """The power went."""


@pytest.mark.parametrize("cut", range(5))
def test_cut_off_anywhere_and_repeated_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    left = [cut]
    whole = files.keep

    def failing(path: Path, content: bytes, mode: int = 0o644) -> None:
        if not left[0]:
            raise PowerCut
        left[0] -= 1
        whole(path, content, mode)

    for place in ("authority", "keys"):
        monkeypatch.setattr(f"yizhan_provisioning.{place}.keep", failing)
    with pytest.raises(PowerCut):
        Authority.create(tmp_path, NOW, passphrase=SECRET)
    monkeypatch.undo()
    leaf, issuing = chain(Authority.create(tmp_path, NOW, passphrase=SECRET).issue(BOX, NOW).cert)
    leaf.verify_directly_issued_by(issuing)
    issuing.verify_directly_issued_by(load(tmp_path / "ca.crt"))


def test_issuing_again_keeps_the_key_so_that_the_pair_always_fits(made: Authority) -> None:
    first = made.issue("broker", NOW)
    key, serial = first.key.read_bytes(), load(first.cert).serial_number
    again = made.issue("broker", NOW)
    assert again.key.read_bytes() == key
    assert load(again.cert).serial_number != serial


@pytest.mark.parametrize("name", ["", "Bad Name", "bx/1", "#", "+", "a" * 60, "root\n"])
def test_a_name_that_is_no_device_is_refused(made: Authority, name: str) -> None:
    with pytest.raises(BadName):
        made.issue(name, NOW)


@pytest.mark.parametrize("host", ["", "a b", "https://x.cn", "x.cn/y", "-x", "a" * 254])
def test_an_address_that_is_no_host_is_refused(made: Authority, host: str) -> None:
    with pytest.raises(BadHost):
        made.issue("broker", NOW, hosts=[host])
    assert not (made.folder / "broker.crt").exists()


def test_revoking_twice_keeps_both_on_the_list(made: Authority) -> None:
    serials = [load(made.issue(name, NOW).cert).serial_number for name in (BOX, "bx-2-2")]
    made.revoke(BOX, NOW)
    made.revoke("bx-2-2", NOW + DAY)
    made.revoke(BOX, NOW + 2 * DAY)
    listed = x509.load_pem_x509_crl(made.crl.read_bytes())
    assert [(one.serial_number, one.revocation_date_utc) for one in listed] == [
        (serials[0], NOW),
        (serials[1], NOW + DAY),
    ]


def test_a_missing_authority_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoAuthority, match="run `authority create` first"):
        Authority(tmp_path)


@pytest.mark.parametrize("name", ["ca.crt", "issuing.crt", "issuing.key"])
def test_half_a_file_is_a_broken_authority(made: Authority, name: str) -> None:
    path = made.folder / name
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(BrokenAuthority):
        Authority(made.folder)


def test_the_key_of_another_authority_does_not_fit(made: Authority, tmp_path: Path) -> None:
    other = Authority.create(tmp_path / "other", NOW)
    (made.folder / "issuing.key").write_bytes((other.folder / "issuing.key").read_bytes())
    with pytest.raises(BrokenAuthority):
        Authority(made.folder)
