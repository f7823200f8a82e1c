"""Settings and key that are unfit are refused with a sentence that says what to set."""

import os
from pathlib import Path
from typing import Any

import pytest
from stack.box import toml
from yizhan_edge import settings
from yizhan_edge.errors import KeyRefused, SettingsRefused


def fit(folder: Path) -> dict[str, Any]:
    for name in ("ca", "cert", "key"):
        (folder / name).touch()
    own = {name: str(folder / name) for name in ("ca", "cert", "key")}
    return {
        "device": "bx-210521100-1",
        "data": str(folder / "data"),
        "camera": "device:0",
        "models": "models",
        "models_lock": "models.lock",
        "card": "face.toml",
        "key_file": "template.key",
        "kiosk": {"port": 8601},
        "broker": {"host": "broker", "port": 8883, **own},
        "collector": {"url": "https://collector:8443", **own},
    }


def load(folder: Path, table: dict[str, Any]) -> settings.Settings:
    path = folder / "edge.toml"
    path.write_text(toml(table))
    return settings.load(path)


def test_fit_settings_are_read_with_their_defaults(tmp_path: Path) -> None:
    read = load(tmp_path, fit(tmp_path))
    assert (read.device, read.kiosk.host, read.sign) == ("bx-210521100-1", "127.0.0.1", "")
    assert (read.roster, read.templates) == (read.data / "roster", read.data / "templates")
    assert (read.spool.events, read.recording.microphone) == (200_000, "")


@pytest.mark.parametrize("page", ["https://office.example/own", "http://127.0.0.1:8080/own"])
def test_the_own_page_is_reached_securely_or_on_this_box(tmp_path: Path, page: str) -> None:
    kiosk = {"port": 8601, "host": "::1", "own_page": page}
    read = load(tmp_path, fit(tmp_path) | {"kiosk": kiosk})
    assert (read.kiosk.own_page, read.kiosk.address) == (page, "http://[::1]:8601/")


@pytest.mark.parametrize(("change", "says"), [
    ({"device": "Box 1"}, "device: use a name such as bx-"),
    ({"camera": " "}, "device:0 for the first camera"),
    ({"kiosk": {"port": 8601, "host": "0.0.0.0"}}, "use 127.0.0.1"),  # noqa: S104 # refused
    ({"kiosk": {"port": 8601, "host": "kiosk.example"}}, "use 127.0.0.1"),
    ({"kiosk": {"port": 0}}, "kiosk.port"),
    ({"kiosk": {"port": 8601, "own_page": "http://office.example/own"}}, "kiosk.own_page"),
    ({"kiosk": {"port": 8601, "own_page": "https://office.example"}}, "kiosk.own_page"),
    ({"kiosk": {"port": 8601, "own_page": "javascript:alert(1)//own"}}, "kiosk.own_page"),
    # the ways without a face cannot be switched off at a box
    ({"kiosk": {"port": 8601, "routes": ["face"]}}, "routes"),
    ({"kiosk": {"port": 8601, "code": False}}, "code"),
    ({"kiosk": {"port": 8601, "officer": False}}, "officer"),
    ({"routes": ["face"]}, "routes"),
    ({"colour": "red"}, "colour"),
    ({"spool": {"events": 1}}, "spool.events"),
    ({"spool": {"bytes": 5}}, "spool.bytes"),
    ({"recording": {"microphone": 1}}, "recording.microphone"),
    ({"data": ""}, "a path is needed"),
])  # fmt: skip
def test_each_unfit_setting_is_named(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsRefused, match="start again") as refused:
        load(tmp_path, fit(tmp_path) | change)
    assert says in str(refused.value)


def test_every_reason_is_said_at_once(tmp_path: Path) -> None:
    table = fit(tmp_path) | {"device": "X", "camera": ""}
    table["collector"] |= {"url": "http://collector", "cert": str(tmp_path / "none.crt")}
    with pytest.raises(SettingsRefused) as refused:
        load(tmp_path, table)
    for word in ("device", "camera", "https://", "collector.cert"):
        assert word in str(refused.value)


@pytest.mark.parametrize("raw", [b"", b"device = ", b"\xff\xfe", b"device = 1"])
def test_a_file_that_is_not_settings_is_refused_by_name(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "edge.toml"
    path.write_bytes(raw)
    with pytest.raises(SettingsRefused, match=r"edge\.toml"):
        settings.load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="No such file"):
        settings.load(tmp_path / "edge.toml")


def key(folder: Path, data: bytes, mode: int = 0o600) -> Path:
    path = folder / "template.key"
    path.write_bytes(data)
    path.chmod(mode)
    return path


def test_a_random_key_of_this_user_alone_is_taken(tmp_path: Path) -> None:
    data = os.urandom(32)
    assert settings.load_key(key(tmp_path, data)) == data


@pytest.mark.parametrize(("data", "mode", "says"), [
    (os.urandom(31), 0o600, "31 bytes"),
    (bytes(32), 0o600, "not random"),
    (b"correct-horse" + bytes(19), 0o600, "not random"),
    (os.urandom(32), 0o644, "read by others"),
    (os.urandom(32), 0o640, "read by others"),
], ids=["short", "zeros", "words", "read by all", "read by the group"])  # fmt: skip
def test_an_unfit_key_is_refused(tmp_path: Path, data: bytes, mode: int, says: str) -> None:
    with pytest.raises(KeyRefused, match="write 32 random bytes") as refused:
        settings.load_key(key(tmp_path, data, mode))
    assert says in str(refused.value)


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused, match="cannot be read"):
        settings.load_key(tmp_path / "template.key")
