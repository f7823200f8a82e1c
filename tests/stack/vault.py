"""A cluster that archives its log, its backup and keys; the tools of PostgreSQL by name."""

import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from yizhan_collector.backup.__main__ import main
from yizhan_provisioning import system

from stack import host
from stack.postgres import Postgres
from stack.process import wait_for

TOOLS = ("pg_basebackup", "pg_verifybackup", "pg_ctl")
ARCHIVE = """
archive_mode = 'on'
archive_command = '{script} %p %f {spool}'
fsync = 'off'
"""


class Vault:
    """One cluster with one backup, below a folder that the database's user can walk into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.shelf, self.spool = self.folder / "sealed", self._owned("spool")
        system.lay("server", self.folder / "laid")
        script = self.folder / "laid/usr/lib/yizhan-base/keep-wal"
        self.postgres = Postgres(
            self._owned("live"), ARCHIVE.format(script=script, spool=self.spool)
        )
        self._share(self.postgres)
        self.key, recipient = self.new_key("key")
        self.config = self.folder / "backup.toml"
        self.write(recipient, self.shelf)

    def new_key(self, name: str) -> tuple[Path, str]:
        """An identity of `age` and its public half."""
        path = self.folder / name
        subprocess.run(["age-keygen", "-o", str(path)], check=True, capture_output=True)
        words = subprocess.run(["age-keygen", "-y", str(path)], check=True, capture_output=True)
        return path, words.stdout.decode().strip()

    def write(self, recipient: str, shelf: Path, name: str = "backup.toml") -> Path:
        """Settings of a backup into this shelf."""
        path = self.folder / name
        url = self.postgres.url("postgres")
        lines = [f'recipient = "{recipient}"', f'folder = "{shelf}"', f'spool = "{self.spool}"']
        path.write_text("\n".join([*lines, f'database = "{url}"', f'tools = "{self._tools()}"']))
        return path

    def verb(self, *words: str, config: Path | None = None) -> int:
        """Run one verb of `yizhan-backup`; its exit code."""
        return main([*words, "--config", str(config or self.config)])

    def finish_log(self) -> None:
        """Let PostgreSQL put what it has written into the spool, and seal it."""
        with psycopg.connect(self.postgres.url("postgres"), autocommit=True) as tx:
            tx.execute("create table if not exists pulse (at timestamptz)")
            tx.execute("insert into pulse values (now())")  # else there may be nothing to switch
            row = tx.execute("select pg_walfile_name(pg_switch_wal())").fetchone()
        assert row is not None
        wait_for((self.spool / row[0]).exists, 30, f"{row[0]} in the spool")
        assert self.verb("log") == 0

    def moment(self) -> datetime:
        """Now, by the database's clock."""
        with psycopg.connect(self.postgres.url("postgres")) as tx:
            row = tx.execute("select clock_timestamp()").fetchone()
        assert row is not None
        return datetime.fromisoformat(str(row[0])).astimezone(UTC)

    def opened(self, cluster: Path) -> Postgres:
        """A restored cluster, started."""
        made = Postgres(cluster.parent, "archive_mode = 'off'\nhot_standby = 'off'\n")
        self._share(made)
        made.start()
        return made

    def _owned(self, name: str) -> Path:
        path = self.folder / name
        path.mkdir()
        host_user = host.numeric("postgres")
        subprocess.run(["chown", f"{host_user[0]}:{host_user[1]}", str(path)], check=True)
        return path

    def place(self, name: str) -> Path:
        """Where a cluster may be restored to."""
        return self._owned(name) / "pg"

    def _share(self, server: Postgres) -> None:
        run = [f"{host.PG_BIN}/postgres", "-D", str(server.data)]
        server.program.command = host.command(self.folder, run, "postgres")

    def _tools(self) -> Path:
        """PostgreSQL 17's programs, wherever it lives."""
        folder = self.folder / "tools"
        folder.mkdir(exist_ok=True)
        for name in TOOLS:
            words = host.command(self.folder, [f"{host.PG_BIN}/{name}"], "postgres")
            (folder / name).write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
            (folder / name).chmod(0o755)
        return folder
