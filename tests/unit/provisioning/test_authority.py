"""The device authority: what it signs, what it refuses, what it takes back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from yizhan_provisioning.authority import Authority
from yizhan_provisioning.errors import BadName, NoAuthority

NOW = datetime(2026, 11, 24, tzinfo=UTC)
BOX = "bx-210521100-1"


@pytest.fixture
def made(tmp_path: Path) -> Authority:
    return Authority.create(tmp_path / "ca", NOW)


def load(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_a_box_certificate_names_the_box_and_may_not_serve(made: Authority) -> None:
    cert = load(made.issue(BOX, NOW).cert)
    [name] = cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    use = cert.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert name.value == BOX
    assert list(use) == [ExtendedKeyUsageOID.CLIENT_AUTH]


def test_who_is_to_be_a_server_may_be_one_under_its_address(made: Authority) -> None:
    cert = load(made.issue("fayuan-210521", NOW, server=True).cert)
    use = cert.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert ExtendedKeyUsageOID.SERVER_AUTH in list(use)
    names = cert.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]


def test_a_leaf_is_signed_by_the_root_and_is_no_authority(made: Authority) -> None:
    cert = load(made.issue(BOX, NOW).cert)
    cert.verify_directly_issued_by(load(made.ca))
    assert not cert.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_a_private_key_is_readable_by_its_owner_only(made: Authority) -> None:
    assert made.issue(BOX, NOW).key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["", "Bad Name", "bx/1", "#", "+", "a" * 60, "root\n"])
def test_a_name_that_is_no_device_is_refused(made: Authority, name: str) -> None:
    with pytest.raises(BadName):
        made.issue(name, NOW)


def test_revoking_twice_keeps_both_on_the_list(made: Authority) -> None:
    serials = [load(made.issue(name, NOW).cert).serial_number for name in (BOX, "bx-2-2")]
    made.revoke(BOX, NOW)
    made.revoke("bx-2-2", NOW + timedelta(days=1))
    listed = [one.serial_number for one in x509.load_pem_x509_crl(made.crl.read_bytes())]
    assert listed == serials


def test_a_missing_authority_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoAuthority, match="run `authority` first"):
        Authority(tmp_path)
