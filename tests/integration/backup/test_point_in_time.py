"""A real cluster is given back as it was just before a mistake, and never half or in silence."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from stack import builders as make
from stack.host import walkable
from stack.vault import Vault
from yizhan_collector.ground.migrate import migrate
from yizhan_collector.rooms.audit import service as audit
from yizhan_collector.rooms.audit import verify as trail

NAMES = "select array_agg(name order by id) from person"


@dataclass
class Story:
    """What happened: people before and after the base, a good moment, then a mistake."""

    vault: Vault
    database: str
    people: list[str]
    moment: datetime


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    vault = Vault(walkable(tmp_path_factory.mktemp("vault")))
    vault.postgres.start()
    try:
        yield told(vault)
    finally:
        vault.postgres.stop()


def told(vault: Vault) -> Story:
    url = vault.postgres.new_database()
    migrate(url)
    make.post(url)
    noted(url, 3)
    assert vault.verb("base") == 0
    noted(url, 4)
    with psycopg.connect(url) as tx:
        people = tx.execute(NAMES).fetchone()
    moment = vault.moment()
    with psycopg.connect(url) as tx:
        tx.execute("update person set name = 'a slip of the hand'")
        tx.execute("create table after_the_mistake ()")
    vault.finish_log()
    noted(url, 1)
    vault.finish_log()
    assert people is not None
    return Story(vault, url.rsplit("/", 1)[1], people[0], moment)


def noted(url: str, some: int) -> None:
    for _ in range(some):
        make.person(url)
        with psycopg.connect(url) as tx:
            audit.recorded(tx, None, "take_disc", datetime.now(UTC), None, "x")


def copied(story: Story, name: str) -> Path:
    """The same backup somewhere else, to be harmed; its settings."""
    shelf = story.vault.folder / f"sealed-{name}"
    shutil.copytree(story.vault.shelf, shelf)
    text = story.vault.config.read_text().replace(str(story.vault.shelf), str(shelf))
    path = story.vault.folder / f"{name}.toml"
    path.write_text(text)
    return path


def segments(story: Story, name: str) -> list[Path]:
    found = (story.vault.folder / f"sealed-{name}" / "wal").glob("*.gz.age")
    return sorted(one for one in found if len(one.name) == 24 + len(".gz.age"))


def restore(story: Story, name: str, *more: str, config: Path | None = None) -> tuple[int, Path]:
    place = story.vault.place(f"restored-{name}")
    words = ["restore", "--key", str(story.vault.key), "--to", str(place), *more]
    return story.vault.verb(*words, config=config), place


def test_everything_to_just_before_the_mistake_is_there_and_nothing_after(story: Story) -> None:
    code, place = restore(story, "before", "--at", story.moment.isoformat())
    assert code == 0
    opened = story.vault.opened(place)
    try:
        with psycopg.connect(opened.url(story.database), autocommit=True) as tx:
            assert tx.execute(NAMES).fetchone() == (story.people,)
            assert tx.execute("select to_regclass('after_the_mistake')").fetchone() == (None,)
            found = trail.verify(tx, datetime.now(UTC))
        assert (found.fault, found.seq) == (None, 7)
    finally:
        opened.stop()


def test_a_last_log_that_is_torn_costs_what_it_held_and_no_more(story: Story) -> None:
    config = copied(story, "torn")
    last = segments(story, "torn")[-1]
    last.write_bytes(last.read_bytes()[:-200])
    code, place = restore(story, "torn", config=config)
    assert code == 0
    opened = story.vault.opened(place)
    try:
        with psycopg.connect(opened.url(story.database)) as tx:
            row = tx.execute("select count(*) from person").fetchone()
        assert row in {(7,), (8,)}
    finally:
        opened.stop()


def test_a_torn_log_is_named_when_a_moment_was_asked_for(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    config = copied(story, "torn-at")
    last = segments(story, "torn-at")[-1]
    last.write_bytes(last.read_bytes()[:-200])
    code, place = restore(story, "torn-at", "--at", story.moment.isoformat(), config=config)
    assert code == 1
    assert last.name in capsys.readouterr().err
    assert not place.exists()


def test_a_flipped_bit_in_the_middle_is_never_passed_over(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    config = copied(story, "flipped")
    hurt = segments(story, "flipped")[-2]
    raw = bytearray(hurt.read_bytes())
    raw[len(raw) // 2] ^= 1
    hurt.write_bytes(bytes(raw))
    code, place = restore(story, "flipped", config=config)
    assert code == 1
    assert f"take another copy of it, or an older base. ({hurt.name})" in capsys.readouterr().err
    assert not place.exists()


def test_a_log_that_is_missing_is_named(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    config = copied(story, "gap")
    gone = segments(story, "gap")[-2]
    gone.unlink()
    code, _ = restore(story, "gap", config=config)
    assert code == 1
    said = capsys.readouterr().err
    assert "log is missing between the base" in said
    assert gone.name[:24] in said


def test_a_base_with_a_flipped_bit_is_refused(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    config = copied(story, "base")
    (hurt,) = (story.vault.folder / "sealed-base/base").glob("*.age")
    raw = bytearray(hurt.read_bytes())
    raw[len(raw) // 2] ^= 1
    hurt.write_bytes(bytes(raw))
    code, place = restore(story, "base", config=config)
    assert code == 1
    assert "torn or was changed" in capsys.readouterr().err
    assert not place.exists()


def test_another_key_opens_nothing_and_is_told_so(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    other, _ = story.vault.new_key("other")
    place = story.vault.place("wrong-key")
    assert story.vault.verb("restore", "--key", str(other), "--to", str(place)) == 1
    assert "This key does not open the backup" in capsys.readouterr().err
    assert not place.exists()


@pytest.mark.parametrize(
    ("at", "says"),
    [(timedelta(days=-1), "No base is older"), (timedelta(hours=1), "archive ends before")],
)
def test_a_moment_outside_the_backup_is_refused(
    story: Story, at: timedelta, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    moment = (datetime.now(UTC) + at).isoformat()
    code, place = restore(story, f"outside{at.days}", "--at", moment)
    assert code == 1
    assert says in capsys.readouterr().err
    assert not place.exists()


def test_a_cluster_that_is_there_is_never_written_over(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["restore", "--key", str(story.vault.key), "--to", str(story.vault.postgres.data)]
    assert story.vault.verb(*words) == 1
    assert "into an empty folder" in capsys.readouterr().err
    assert (story.vault.postgres.data / "PG_VERSION").exists()


@pytest.fixture
def small(story: Story) -> Iterator[Path]:
    """A disk of four megabytes."""
    place = story.vault.folder / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)
    place.rmdir()


def test_a_full_disk_is_told_before_anything_is_restored(
    story: Story, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["restore", "--key", str(story.vault.key), "--to", str(small / "pg")]
    assert story.vault.verb(*words) == 1
    assert "MB are needed" in capsys.readouterr().err


def test_a_full_backup_disk_leaves_no_half_file_and_loses_no_log(
    story: Story, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = story.vault.write(story.vault.new_key("small-key")[1], small, "small.toml")
    assert story.vault.verb("base", config=config) == 1
    assert "nothing was lost. Free some" in capsys.readouterr().err
    assert not [one for one in (small / "base").iterdir() if one.is_file()]
    (story.vault.spool / ("0" * 24)).write_bytes(bytes(range(256)) * 1)
    (small / "filler").write_bytes(b"x" * (small_free(small)))
    assert story.vault.verb("log", config=config) == 1
    assert (story.vault.spool / ("0" * 24)).exists()
    (story.vault.spool / ("0" * 24)).unlink()


def small_free(place: Path) -> int:
    return shutil.disk_usage(place).free


def test_a_drill_starts_what_was_restored_and_walks_its_audit_trail(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    place = story.vault.place("drill").parent
    words = ["drill", "--key", str(story.vault.key), "--database", story.database]
    assert story.vault.verb(*words, "--in", str(place)) == 0
    assert "audit trail ok: 8 rows" in capsys.readouterr().out
    assert not list(place.iterdir())


def test_what_lies_in_the_backup_is_unreadable_without_the_key(story: Story) -> None:
    for path in story.vault.shelf.rglob("*.age"):
        raw = path.read_bytes()
        assert raw.startswith(b"age-encryption.org/v1")
        assert b"person" not in raw


def test_the_state_says_when_what_was_last_good(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    assert story.vault.verb("state") == 0
    assert '"late": []' in capsys.readouterr().out
