"""The shipped image on an emulated machine: it starts, takes its card's words, goes back a slot."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stack import arm64
from stack.emulated import OUTSIDE, Emulated
from yizhan_provisioning.authority import Authority

START_S = 1800  # emulated, beside whatever else runs here; docs/image.md says what was measured
POST = f"""
post = "bx-210521100-1"
camera = "file:/var/lib/yizhan/visitor.avi"
[collector]
url = "https://{OUTSIDE}:8445"
[broker]
host = "{OUTSIDE}"
"""
# the memory of the agent's process, told on the console; systemd takes two $ for one
TELL = (
    "/bin/sh -c 'for one in /proc/[0-9]*; do "
    'grep -qa "[y]izhan_edge" $$one/cmdline && grep VmRSS $$one/status; done > /dev/ttyAMA0\''
)
pytestmark = pytest.mark.timeout(7200)


@pytest.fixture
def card(machine: Emulated, tmp_path: Path) -> Emulated:
    """A machine whose card has the words of its post and the root of an office."""
    made = Authority.create(tmp_path / "authority", datetime.now(UTC))
    machine.put("post.toml", POST.encode())
    machine.put("root.crt", made.ca.read_bytes())
    return machine


def test_a_blank_image_takes_its_card_shows_its_page_and_is_good(card: Emulated) -> None:
    card.credentials["systemd.extra-unit.told.service"] = (
        f"[Unit]\nAfter=yizhan-page.service\n[Service]\nType=oneshot\nExecStart={TELL}\n"
    )
    card.credentials["systemd.unit-dropin.yizhan-good.service"] = "[Unit]\nWants=told.service\n"
    began = time.monotonic()
    card.start(r"post\.toml is in force; this box is not claimed yet", START_S)
    card.wait("the page answers", START_S)
    took = time.monotonic() - began
    assert "text/html" in card.page().headers["content-type"]
    rss = card.wait(r"VmRSS:\s+\d+", START_S).split()[-1]
    card.wait("marked slot rootfs.0 as good", START_S)
    card.power_off()
    assert card.partitions() == {"boot", "root-a", "root-b", "yizhan-data"}
    assert card.said("login:") is None
    kept = card.taken("EFI/debian/grubenv")
    assert b"A_TRY=0" in kept
    assert b"machine_id=" in kept
    arm64.note(emulated_machine={"page_s": round(took), "agent_unclaimed_mib": int(rss) >> 10})


def test_a_slot_that_never_proved_itself_gives_way_to_the_other(machine: Emulated) -> None:
    machine.start("slot A", START_S)  # the plug is pulled long before it is good
    machine.power_off()
    assert b"A_TRY=1" in machine.taken("EFI/debian/grubenv")
    machine.start("slot B", START_S)
    machine.power_off()
    machine.start("slot A", START_S)  # both in vain: it begins anew
