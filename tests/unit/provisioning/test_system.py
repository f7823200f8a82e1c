"""The files of the base are laid over a root; what somebody wrote into the settings stays."""

from pathlib import Path

import pytest
from yizhan_collector import settings
from yizhan_collector.__main__ import USES
from yizhan_collector.ground import fields
from yizhan_provisioning import system

UNITS = "usr/lib/systemd/system"
STRONG = "kJ8s-2mQx0vTz4LwPq7RbY1nCd5Ge9Hf"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    system.lay("server", tmp_path)
    return tmp_path


def test_every_file_stands_at_its_place_and_scripts_can_be_run(root: Path) -> None:
    assert (root / UNITS / "yizhan-serve.service").stat().st_mode & 0o777 == 0o644
    assert (root / "usr/sbin/yizhan").stat().st_mode & 0o777 == 0o755


def test_settings_that_somebody_wrote_stay_and_units_are_renewed(root: Path) -> None:
    mine, unit = root / "etc/yizhan/collector.toml", root / UNITS / "yizhan-work.service"
    mine.write_text("# mine")
    unit.write_text("# old")
    written = system.lay("server", root)
    assert mine.read_text() == "# mine"
    assert unit.read_text() != "# old"
    assert mine.relative_to(root) not in written


def credentials(root: Path, unit: str) -> list[str]:
    lines = (root / UNITS / unit).read_text().splitlines()
    return [line.split("=")[1] for line in lines if line.startswith("LoadCredential=")]


@pytest.mark.parametrize("verb", ["migrate", "ingest@", "serve", "work"])
def test_a_unit_is_given_what_its_process_reads_by_the_shipped_settings(
    root: Path, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = root / "given"
    given.mkdir()
    for name in credentials(root, f"yizhan-{verb}.service"):
        (given / name).write_text(STRONG)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(given))
    loaded = settings.load(root / "etc/yizhan/collector.toml")
    fields.require(*(getattr(loaded, one) for one in USES.get(verb.rstrip("@"), ())))


def test_the_portal_and_the_help_service_are_given_secrets_of_their_own(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unit in ("portal", "helped"):
        names = credentials(root, f"yizhan-{unit}.service")
        given = root / f"given-{unit}"
        given.mkdir()
        for name in names:
            (given / name).write_text(STRONG)
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(given))
        path = root / f"etc/yizhan/{unit}.toml"
        load = settings.load_portal if unit == "portal" else settings.load_helped
        fields.require(load(path).office)
        assert not [one for one in names if one.startswith("yizhan.")]
