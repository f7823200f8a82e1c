"""A box boots, its agent runs in the sandbox, and a technician comes in by the rules alone."""

from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from stack.post import Post, technician, technicians
from stack.process import wait_for


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """A booted box whose firewall stands and whose agent has opened its page."""
    box = Post(tmp_path_factory.mktemp("box"))
    try:
        box.start()
        box.run("systemctl", "start", "nftables")
        box.begin("agent")
        wait_for(lambda: bool(box.visit()), 60, "the page of the kiosk")
        yield box
    finally:
        box.stop()


def test_the_agent_runs_without_privilege_and_sees_faces(post: Post) -> None:
    state = post.show("yizhan-agent", "ActiveState", "NRestarts", "MainPID")
    assert (state["ActiveState"], state["NRestarts"]) == ("active", "0"), post.log("yizhan-agent")
    lines = post.run("cat", f"/proc/{state['MainPID']}/status").splitlines()
    status = dict(line.split(":\t") for line in lines if ":\t" in line)
    assert [int(status[f"Cap{one}"], 16) for one in ("Eff", "Prm", "Bnd")] == [0] * 3
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    said = post.log("yizhan-agent")
    assert "the box runs as" in said
    assert "routes without a face stay open" not in said


def test_the_agent_writes_its_data_and_nothing_else(post: Post) -> None:
    inside = ["nsenter", "-t", post.show("yizhan-agent", "MainPID")["MainPID"], "-m", "--"]
    assert post.run(*inside, "ls", "/var/lib/yizhan/box/spool.db")
    for path in ("/etc/x", "/usr/x", "/var/lib/x", "/data/x"):
        assert "Read-only" in post.ask(*inside, "touch", path).stderr, path


def test_an_agent_that_is_killed_opens_its_page_again(post: Post) -> None:
    post.run("systemctl", "kill", "-s", "KILL", "yizhan-agent")
    wait_for(lambda: post.show("yizhan-agent", "NRestarts")["NRestarts"] == "1", 20, "a restart")
    wait_for(lambda: bool(post.visit()), 60, "the page of the kiosk")


def test_the_log_of_a_box_is_bounded(post: Post) -> None:
    assert "max 128.0M" in post.log("systemd-journald")


PAGE = """
[Service]
ExecStart=
ExecStart=/usr/bin/chromium --headless --disable-gpu --user-data-dir=/run/yizhan-kiosk/profile \\
  --virtual-time-budget=4000 --dump-dom http://127.0.0.1:8601/
Restart=no
Type=oneshot
[Unit]
ConditionPathExists=
"""


def test_the_browser_shows_the_page_in_the_sandbox_of_the_screen(post: Post) -> None:
    """Chromium without a screen: cage and the graphics are not here, its own sandbox is."""
    post.write_now("/etc/systemd/system/yizhan-kiosk.service.d/20-headless.conf", PAGE)
    post.run("systemctl", "daemon-reload")
    post.begin("kiosk")
    said = post.log("yizhan-kiosk")
    assert "<main" in said, said[-2000:]
    assert "no-sandbox" not in said


@pytest.fixture(scope="module")
def keys(post: Post, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The technicians' authority, known to the box; SSH is still off."""
    folder = tmp_path_factory.mktemp("keys")
    authority = technicians(folder)
    post.run("mkdir", "-p", "/data/ssh")
    post.write_now("/data/ssh/technicians.pub", (folder / "technicians.pub").read_text())
    return authority


def enter(post: Post, key: Path, *words: str) -> CompletedProcess[str]:
    """`ssh` at the box itself, with this key."""
    for one in (key, Path(f"{key}.pub"), Path(f"{key}-cert.pub")):
        if one.exists():
            (post.shared / one.name).write_text(one.read_text())
            (post.shared / one.name).chmod(0o600)
    options = ["-oBatchMode=yes", "-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null"]
    where = ["-p", "2222", "-i", f"/shared/{key.name}", "technician@127.0.0.1"]
    return post.ask("ssh", *options, *where, *words)


def test_ssh_is_off_until_the_stick_is_put_in(post: Post, keys: Path) -> None:
    key = technician(keys.parent, keys)
    assert "refused" in enter(post, key, "id").stderr
    post.begin("ssh")  # what the rule for the stick's label wants
    said = enter(post, key, "id", "-un")
    assert said.stdout == "technician\n", said.stderr + post.log("yizhan-ssh")
    assert "2222" in open_ports(post)


def test_a_technician_reads_the_log_and_is_nobody_else(post: Post, keys: Path) -> None:
    key = technician(keys.parent, keys)
    post.begin("ssh")
    assert "the box runs as" in enter(post, key, "journalctl", "-u", "yizhan-agent").stdout
    for words in (("ls", "/var/lib/yizhan"), ("touch", "/etc/x"), ("cat", "/etc/shadow")):
        assert enter(post, key, *words).returncode != 0


def test_a_key_that_nobody_signed_stays_outside(post: Post, keys: Path) -> None:
    post.begin("ssh")
    other = keys.parent / "other"
    other.mkdir()
    stranger = technician(keys.parent, technicians(other))
    assert "denied" in enter(post, stranger, "id").stderr
    (Path(f"{stranger}-cert.pub")).unlink()
    (post.shared / f"{stranger.name}-cert.pub").unlink()
    assert "denied" in enter(post, stranger, "id").stderr


def test_ssh_goes_off_by_itself_after_an_hour(post: Post) -> None:
    assert post.show("yizhan-ssh", "RuntimeMaxUSec")["RuntimeMaxUSec"] == "1h"
    post.write_now(
        "/run/systemd/system/yizhan-ssh.service.d/a.conf", "[Service]\nRuntimeMaxSec=1\n"
    )
    post.run("systemctl", "daemon-reload")
    post.ask("systemctl", "restart", "yizhan-ssh")
    wait_for(lambda: "2222" not in open_ports(post), 20, "the firewall to close")
    assert post.ask("systemctl", "is-active", "yizhan-ssh").stdout != "active\n"


def open_ports(post: Post) -> str:
    return post.run("nft", "list", "set", "inet", "yizhan", "open")
