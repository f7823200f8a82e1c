"""Every process of the server runs in its sandbox, under a real systemd, with what it was given."""

import ssl
import subprocess
from pathlib import Path

import httpx
import psycopg
import pytest
from stack import builders as make
from stack.postgres import Postgres
from stack.process import answers, wait_for
from stack.server import Server
from yizhan_provisioning import system

DOORS = {"office": "/api/me", "portal": "/", "helped": "/"}
LASTING = ("ingest@1", "work", "serve", "portal", "helped")
OUTWARD = ("channels", "telephony", "tell", "pull")
PASSWORD = "长夜灯火 lamp 42"


@pytest.fixture(scope="module")
def running(server: Server, postgres: Postgres) -> Server:
    """The server with everything begun and every door open."""
    server.begin("migrate", "helped-migrate")
    postgres.portal_url(server.url)
    server.begin(*LASTING, *OUTWARD)
    ports = [server.ports[door] for door in (*DOORS, "device")]
    wait_for(lambda: all(map(answers, ports)), 180, "every door to answer")
    return server


def pid(server: Server, unit: str) -> str:
    return server.show(f"yizhan-{unit}", "MainPID")["MainPID"]


def test_the_schema_is_made_by_a_unit_of_its_own(running: Server) -> None:
    with psycopg.connect(running.url) as tx:
        assert tx.execute("select count(*) from staff").fetchone() == (0,)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_answers_over_tls(running: Server, door: str) -> None:
    trust = ssl.create_default_context(cafile=str(running.own.ca))
    found = httpx.get(f"https://127.0.0.1:{running.ports[door]}{DOORS[door]}", verify=trust)
    assert found.status_code in {200, 303, 401}


@pytest.mark.parametrize("unit", [*LASTING, *OUTWARD])
def test_a_process_began_once_and_holds_no_privilege(running: Server, unit: str) -> None:
    state = running.show(f"yizhan-{unit}", "ActiveState", "NRestarts", "User")
    assert (state["ActiveState"], state["NRestarts"]) == ("active", "0"), running.log(unit)
    lines = running.run("cat", f"/proc/{pid(running, unit)}/status").splitlines()
    status = dict(line.split(":\t") for line in lines if ":\t" in line)
    assert status["Uid"].split()[0] != "0"
    assert [int(status[f"Cap{one}"], 16) for one in ("Eff", "Prm", "Bnd", "Amb")] == [0] * 4
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


@pytest.mark.parametrize("unit", LASTING)
def test_a_process_sees_its_own_credentials_and_cannot_write_elsewhere(
    running: Server, unit: str
) -> None:
    inside = ["nsenter", "-t", pid(running, unit), "-m", "-S", "65534", "--"]
    given = running.run("nsenter", "-t", pid(running, unit), "-m", "ls", "/run/credentials")
    assert given.split() == [f"yizhan-{unit}.service"]
    for path in ("/etc/x", "/usr/x", "/var/lib/x", "/x"):
        assert "Read-only" in running.ask(*inside[:4], "touch", path).stderr, path
    assert running.ask(*inside, "cat", "/etc/credstore/yizhan.secret").returncode != 0


def test_a_process_is_given_no_credential_that_it_does_not_use(running: Server) -> None:
    def names(unit: str) -> set[str]:
        folder = f"/run/credentials/yizhan-{unit}.service"
        return set(running.run("nsenter", "-t", pid(running, unit), "-m", "ls", folder).split())

    assert names("ingest@1") == {
        "yizhan.database",
        "yizhan.secret",
        "ca.crt",
        "collector.crt",
        "collector.key",
    }
    assert "wechat.secret" in names("channels")
    assert "collector.key" not in names("channels")
    assert all(one.startswith("helped.") for one in names("helped"))


def test_what_the_processes_stand_on_runs_in_the_sandbox(running: Server) -> None:
    """Papers, passwords, Chinese words and openssl: what needs memory, threads and programs."""
    trial = Path(__file__).with_name("trial.py").read_text()
    (running.shared / "trial.py").write_text(trial)
    running.write_now(
        "/run/systemd/system/yizhan-trial.service",
        "[Service]\nType=oneshot\nUser=yizhan\nRestart=no\n"
        "ExecStart=/usr/lib/yizhan/bin/python /shared/trial.py\n",
    )
    running.ask("systemctl", "daemon-reload")
    running.begin("trial")
    assert "%PDF" in running.log("yizhan-trial")


def test_a_verb_is_run_with_the_secrets_of_the_units(running: Server) -> None:
    make.post(running.url)
    said = running.ask("yizhan", "audit")
    assert (said.returncode, said.stdout.startswith("ok")) == (0, True), said
    named = running.ask(
        "env", f"YIZHAN_PASSWORD={PASSWORD}", "yizhan", "staff", "admin", "系统", "administrator"
    )
    assert named.returncode == 0, named.stderr
    trust = ssl.create_default_context(cafile=str(running.own.ca))
    where = f"https://127.0.0.1:{running.ports['office']}/api/login"
    asked = {"login": "admin", "password": PASSWORD}
    assert httpx.post(where, json=asked, verify=trust).status_code == 200


def test_finished_log_is_sealed_by_a_unit_and_leaves_the_spool(running: Server) -> None:
    made = subprocess.run(["age-keygen"], capture_output=True, text=True, check=True)
    recipient = made.stdout.split("public key: ")[1].split()[0]
    settings = system.__path__[0] + "/server/etc/yizhan/backup-main.toml"
    text = Path(settings).read_text().replace(f"age1{'q' * 58}", recipient)
    running.write_now("/etc/yizhan/backup-main.toml", text)
    spooled = "/var/lib/yizhan-wal/main/000000010000000000000001"
    running.write_now(spooled, "log")
    running.run("chown", "postgres", spooled)
    running.begin("backup-log@main")
    assert running.run("ls", "/var/backups/yizhan/main/wal").split() == [
        "000000010000000000000001.gz.age"
    ]
    assert running.ask("ls", spooled).returncode


def test_a_process_that_is_killed_comes_back(running: Server) -> None:
    old = pid(running, "work")
    running.run("systemctl", "kill", "-s", "KILL", "yizhan-work")
    wait_for(lambda: pid(running, "work") not in {old, "0"}, 20, "work to come back")


def test_a_process_that_hangs_is_ended_by_the_watchdog_and_begins_anew(running: Server) -> None:
    unit = "ingest@1"
    assert running.show(f"yizhan-{unit}", "WatchdogUSec")["WatchdogUSec"] == "2min"
    quick = "[Service]\nWatchdogSec=4\n"
    running.write_now(f"/run/systemd/system/yizhan-{unit}.service.d/quick.conf", quick)
    running.run("systemctl", "daemon-reload")
    running.run("systemctl", "restart", f"yizhan-{unit}")
    old = pid(running, unit)
    told = running.show(f"yizhan-{unit}", "WatchdogTimestampMonotonic")
    wait_for(
        lambda: running.show(f"yizhan-{unit}", "WatchdogTimestampMonotonic") != told, 20, "a beat"
    )
    running.run("systemctl", "kill", "-s", "STOP", f"yizhan-{unit}")
    wait_for(lambda: pid(running, unit) not in {old, "0"}, 40, "another process")
    assert "watchdog" in running.log(f"yizhan-{unit}").lower()


def test_without_its_credential_a_unit_says_which_file_is_missing(running: Server) -> None:
    running.run("mv", "/etc/credstore/operator.token", "/root/")
    running.ask("systemctl", "restart", "yizhan-pull")
    wait_for(
        lambda: "put the file operator.token into" in running.log("yizhan-pull"), 20, "a sentence"
    )
    running.run("mv", "/root/operator.token", "/etc/credstore/")
