"""The settings of the base are read by the programs they are for."""

import subprocess
from pathlib import Path

import pytest
from yizhan_provisioning import system


@pytest.fixture
def server(tmp_path: Path) -> Path:
    system.lay("server", tmp_path)
    return tmp_path


@pytest.fixture
def box(tmp_path: Path) -> Path:
    system.lay("box", tmp_path)
    return tmp_path


def sshd(folder: Path, file: Path) -> dict[str, str]:
    """What sshd makes of a file, with a key of its own beside it."""
    key = folder / "host_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    text = file.read_text().replace("/data/ssh/host_ed25519", str(key))
    own = folder / "sshd_config"
    own.write_text(text if "HostKey" in text else f"{text}HostKey {key}\n")
    Path("/run/sshd").mkdir(exist_ok=True)
    said = subprocess.run(
        ["/usr/sbin/sshd", "-T", "-f", str(own)], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    return dict(line.split(" ", 1) for line in said.stdout.splitlines() if " " in line)


def test_a_server_is_entered_with_a_key_and_never_as_root(server: Path) -> None:
    found = sshd(server, server / "etc/ssh/sshd_config.d/10-yizhan.conf")
    assert found["permitrootlogin"] == "no"
    assert (found["passwordauthentication"], found["kbdinteractiveauthentication"]) == ("no", "no")
    assert found["allowtcpforwarding"] == "no"


def test_a_box_believes_signed_keys_of_technicians_alone(box: Path) -> None:
    found = sshd(box, box / "etc/ssh/yizhan_sshd_config")
    assert found["allowusers"] == "technician"
    assert found["trustedusercakeys"] == "/data/ssh/technicians.pub"
    assert found["authorizedkeysfile"] == "none"
    assert found["authenticationmethods"] == "publickey"


def test_security_updates_of_a_server_come_by_themselves(server: Path) -> None:
    file = server / "etc/apt/apt.conf.d/52yizhan-unattended-upgrades"
    said = subprocess.run(
        ["apt-config", "-c", str(file), "dump"], capture_output=True, text=True, check=True
    ).stdout
    assert 'APT::Periodic::Unattended-Upgrade "1";' in said
    origins = [line for line in said.splitlines() if "Origins-Pattern::" in line]
    assert len(origins) == 1
    assert "label=Debian-Security" in origins[0]


def test_logs_of_a_server_are_kept_longer_than_the_six_months_of_the_law(server: Path) -> None:
    text = (server / "usr/lib/systemd/journald.conf.d/10-yizhan.conf").read_text()
    found = dict(x.split("=") for x in text.splitlines() if "=" in x and not x.startswith("#"))
    assert found["MaxRetentionSec"] == "12month"
    assert found["Storage"] == "persistent"
