"""Standing orders survive a restart; an old one does not come back."""

from pathlib import Path

import pytest
from yizhan_edge.standing import Orders, Standing
from yizhan_wire.orders import Config, Signage


def test_a_box_begins_without_orders(tmp_path: Path) -> None:
    assert Standing(tmp_path / "standing.json").now == Orders()


def test_orders_survive_a_restart(tmp_path: Path) -> None:
    standing = Standing(tmp_path / "standing.json")
    assert standing.take(Signage(3, "今日办公"))
    assert standing.take(Config(2, 30))
    assert Standing(tmp_path / "standing.json").now == Orders(Signage(3, "今日办公"), Config(2, 30))


@pytest.mark.parametrize("version", [3, 2, 0])
def test_a_repeated_or_older_order_changes_nothing(tmp_path: Path, version: int) -> None:
    standing = Standing(tmp_path / "standing.json")
    standing.take(Signage(3, "new"))
    assert not standing.take(Signage(version, "old"))
    assert standing.now.signage.text == "new"


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b'{"signage": 1}'])
def test_a_broken_file_means_no_orders_until_the_next(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "standing.json"
    path.write_bytes(raw)
    standing = Standing(path)
    assert standing.now == Orders()
    assert standing.take(Config(1, 30))
    assert Standing(path).now.config.health_every_s == 30
