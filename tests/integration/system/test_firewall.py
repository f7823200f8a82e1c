"""What the firewalls let through, tried with real connections between two network namespaces."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stack.namespace import INSIDE, OUTSIDE, Cable, cable
from yizhan_provisioning import system

DOORS = [8443, 8444, 8445, 8446, 8447, 8883]
OTHERS = [22, 80, 111, 1883, 5432, 8600, 9000]


@pytest.fixture
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cable]:
    """A cable whose inner end has the firewall of a box or server."""
    system.lay(request.param, tmp_path)
    rules = tmp_path / "etc/nftables.conf"
    for folder in ("/data/firewall", "/etc/yizhan/firewall.d"):
        own = tmp_path / folder.lstrip("/")
        own.mkdir(parents=True, exist_ok=True)
        rules.write_text(rules.read_text().replace(folder, str(own)))
    with cable() as made:
        made.rules(rules)
        yield made


@pytest.mark.parametrize("line", ["server"], indirect=True)
def test_a_server_is_reached_at_its_doors_and_nowhere_else(line: Cable) -> None:
    with line.listening(line.inside, DOORS + OTHERS):
        assert line.reached(line.outside, INSIDE, DOORS + OTHERS) == DOORS


@pytest.mark.parametrize("line", ["server"], indirect=True)
def test_the_public_finds_the_portal_at_443(line: Cable) -> None:
    with line.listening(line.inside, [8443]):
        assert line.reached(line.outside, INSIDE, [443]) == [443]


@pytest.mark.parametrize("line", ["server"], indirect=True)
def test_a_server_asks_the_web_outside_and_nothing_more(line: Cable) -> None:
    with line.listening(line.outside, [443, 5432, 6667]):
        assert line.reached(line.inside, OUTSIDE, [443, 5432, 6667]) == [443]


@pytest.mark.parametrize("line", ["server"], indirect=True)
def test_one_address_cannot_open_connections_without_end(line: Cable) -> None:
    with line.listening(line.inside, [8444]):
        assert len(line.reached(line.outside, INSIDE, [8444] * 150)) == 150
        # the rest of the 200 at once, then 50 a second: a knock that is dropped waits for 50 ms
        assert len(line.reached(line.outside, INSIDE, [8444] * 400, 0.05)) < 400


@pytest.mark.parametrize("line", ["box"], indirect=True)
def test_a_box_is_reached_nowhere(line: Cable) -> None:
    with line.listening(line.inside, DOORS + OTHERS + [2222]):
        assert line.reached(line.outside, INSIDE, DOORS + OTHERS + [2222]) == []


@pytest.mark.parametrize("line", ["box"], indirect=True)
def test_a_box_reaches_its_collector_and_nothing_else(line: Cable) -> None:
    asked = [22, 80, 443, 5432, 8444, 8445, 8600, 8883]
    with line.listening(line.outside, asked):
        assert line.reached(line.inside, OUTSIDE, asked) == [443, 8444, 8445, 8883]


@pytest.mark.parametrize("line", ["box"], indirect=True)
def test_the_page_on_the_screen_is_reached_on_the_box_itself(line: Cable) -> None:
    with line.listening(line.inside, [8600]):
        assert line.reached(line.inside, "127.0.0.1", [8600]) == [8600]


@pytest.mark.parametrize("line", ["box"], indirect=True)
def test_an_hour_of_ssh_is_an_element_that_ends_by_itself(line: Cable) -> None:
    line.nft("add element inet yizhan open { 2222 timeout 1h }")
    with line.listening(line.inside, [2222]):
        assert line.reached(line.outside, INSIDE, [2222]) == [2222]
        line.nft("flush set inet yizhan open")
        line.nft("add element inet yizhan open { 2222 timeout 1ms }")
        assert line.reached(line.outside, INSIDE, [2222]) == []


@pytest.mark.parametrize("line", ["box"], indirect=True)
def test_a_post_may_name_the_addresses_of_its_collector(line: Cable, tmp_path: Path) -> None:
    own = tmp_path / "data/firewall/post.nft"
    own.write_text("redefine where = { 10.99.0.1 }\nredefine own_page = { 9 }\n")
    line.rules(tmp_path / "etc/nftables.conf")
    with line.listening(line.outside, [8445, 8883]):
        assert line.reached(line.inside, OUTSIDE, [8445, 8883]) == []
