"""Stock Django behind gunicorn, over copies of the same texts on the same database server."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from stack.process import Program, answers, free_port

HERE = Path(__file__).parent
PEER_MIX = ("home", "column", "article")  # pages of like content on both sides
WORKERS, THREADS = 3, 4  # processes as its manual has them for one core and more, threads each
COPY = """
create table if not exists peer_column as
    select code, title_zh as title, place from site_column;
create table if not exists peer_article as
    select no as id, live_title as title, live_lead as lead, live_body as body,
           live_column as column_id, published_at, live_words as words
    from article where live_version is not null order by no;
alter table peer_column add primary key (code);
alter table peer_article add primary key (id);
create index on peer_article (column_id, published_at desc, id desc);
create index on peer_article using gin (words);
"""


class Peer:
    """The site of the peer."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.port = folder, free_port()
        parts = urlsplit(url)
        self.env = {"PEER_PORT": str(parts.port), "PEER_DATABASE": parts.path[1:]}
        self.env["DJANGO_SETTINGS_MODULE"] = "peer_django.settings"
        self.env["PYTHONPATH"] = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
        with psycopg.connect(url, autocommit=True) as tx:
            tx.execute(COPY)
            tx.execute("vacuum analyze peer_article")

    @contextmanager
    def serving(self, kept: bool) -> Iterator[int]:
        """Its port, with its per-site cache or without."""
        command = [sys.executable, "-m", "gunicorn", "peer_django.site:application"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS)]
        command += ["--threads", str(THREADS), "--keep-alive", "30"]
        env = self.env | {"PEER_KEPT": "1" if kept else "0"}
        program = Program("django", command, self.folder / "django.log", env)
        program.start(lambda: answers(self.port), 60)
        try:
            yield self.port
        finally:
            program.stop()
