"""What `bundle` publishes, the office lists, and its door gives out every file of it."""

from pathlib import Path

import pytest
from yizhan_collector.adapters.bundles import Bundles
from yizhan_collector.doors.updates import file_of

from .test_bundle_verb import Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path, capsys)
    made.run("keys")
    return made


def test_the_office_lists_what_was_published_newest_first(desk: Desk) -> None:
    for name in ("2026.12.1", "2026.12.2"):
        desk.make(name)
    found = Bundles(desk.place / "updates").all()
    assert {one.name for one in found} == {"2026.12.1", "2026.12.2"}
    assert found[0].made_at >= found[1].made_at
    assert (found[0].hardware, found[0].parts[0].name) == (["pi-arm64"], "agent")


def test_every_file_a_box_may_ask_for_is_given_out(desk: Desk) -> None:
    desk.make("2026.12.1")
    folder = desk.place / "updates"
    files = [
        one.relative_to(folder)
        for part in ("metadata", "targets")
        for one in (folder / part).rglob("*")
        if one.is_file()
    ]
    assert len(files) > 4
    assert [file_of(folder, str(one)) for one in files] == [
        (folder / one).resolve() for one in files
    ]
