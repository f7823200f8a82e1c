"""`make demo`: start every part, enrol the volunteer, perform one check-in, go on running."""

import argparse
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil

from stack.errors import Died, StackError
from stack.host import REPO
from stack.house import HELPER, STAFF, Guest, House, Ports
from stack.process import answers, wait_for

FOLDER = REPO / ".run" / "demo"
PID = REPO / ".run" / "demo.pid"
OFFICE, KIOSK = 8600, 8601
PEOPLE = 300

READY = """
  自助机页面 kiosk    {kiosk}
  办公页面   office   {office}      从“导览”看起 begin with the guided tour: {office}/tour
  本人页面   own page {office}/own
  公共法律服务 portal {portal}
  微信（模拟） WeChat  {chat}      以关注者的身份留言 write as a follower
  微信与微博   what lies there: {outside}
  热线 12348   hotline {office}/hotline      以 clerk2 登录，分机 8001 签入 callers every minute
  协同交换     exchange {office}/sharing      发给县法院的会被取走、答复 a court answers
  帮教服务   help     {help}
  登录 sign in
{logins}
  报到号 number       {number}
  电子屏 sign         cat {sign}
  日志 logs           {folder}/*.log

Ctrl-C (或另一终端 make stop) 结束。 Ctrl-C, or `make stop` elsewhere, ends it.
"""


def say(line: str) -> None:
    """One progress line."""
    sys.stdout.write(f"· {line}\n")
    sys.stdout.flush()


def step(name: str, work: Callable[[], None]) -> None:
    """Do one step and say how long it took."""
    start = time.monotonic()
    work()
    say(f"{name}  {time.monotonic() - start:.1f} s")


def camera(asked: str) -> str:
    """The camera setting: "" the living volunteer, a number a webcam, else as written."""
    return f"device:{asked}" if asked.isdigit() else asked


def ports(asked: str) -> Ports:
    """PORT=8600 gives office 8600, kiosk 8601, portal 8602; free ones when taken and not asked."""
    if asked and not asked.isdigit():
        raise StackError(f"PORT={asked}: give a number such as PORT=8600.")
    office = int(asked or OFFICE)
    taken = [one for one in (office, office + 1, office + 2) if answers(one)]
    if taken and asked:
        raise StackError(f"Port {taken[0]} is in use; choose another with PORT=…")
    return Ports.free() if taken else Ports.free(office, office + 1, office + 2)


def check_in(house: House, guest: Guest) -> None:
    """Enrol before the camera, be verified, answer; raises StackError."""
    visitor = house.visitor()
    visitor.name(guest.number)
    visitor.enrol(guest.permit)
    visitor.wait("questions", "failed")
    page = visitor.answer_all()["page"]
    visitor.close()
    if page != "done":
        raise StackError(f"The check-in ended at the page `{page}`; see box.log.")


def run(stopping: threading.Event) -> None:
    """Start, show, watch until told to end."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    asked = os.environ.get("PEOPLE", "") or str(PEOPLE)
    if not asked.isdigit():
        raise StackError(f"PEOPLE={asked}: give a number such as PEOPLE=300.")
    place, eye = ports(os.environ.get("PORT", "")), camera(os.environ.get("CAMERA", ""))
    house = House(FOLDER, place, eye, bureau=int(asked))
    try:
        for name, work in house.steps():
            step(name, work)
        step("报到点 box", house.start_box)
        guest = house.invite()
        if house.camera.startswith("net:"):
            volunteer(house, guest)
        else:
            say(f"登记许可 permit {guest.permit}: 在自助机上登记时用 to enrol at the kiosk")
        show(house, guest.number)
        watch(house, stopping)
    finally:
        house.stop()


def volunteer(house: House, guest: Guest) -> None:
    """The living volunteer enrols and reports; the office sees it."""
    wait_for(house.roster_in_force, 20, "the box to take the roster")
    step("登记并报到 enrol and check in", lambda: check_in(house, guest))
    wait_for(lambda: house.due(guest.id) is not None, 10, "the check-in in the office")
    say("办公页面已看到这次报到 the office sees the check-in")


def show(house: House, number: str) -> None:
    """Addresses and sign-in."""
    sys.stdout.write(
        READY.format(
            kiosk=house.kiosk_url,
            office=house.office_url,
            portal=house.portal_url if house.bureau else "-",
            outside=" ".join(f"{one.url}/held" for one in house.accounts if house.bureau) or "-",
            chat=house.chat_url if house.bureau else "-",
            help=house.help_url if house.bureau else "-",
            logins="\n".join(logins(house)),
            number=f"{number[:4]} {number[4:]}",
            sign=house.sign.screen.relative_to(Path.cwd())
            if house.sign.screen.is_relative_to(Path.cwd())
            else house.sign.screen,
            folder=".run/demo",
        )
    )
    sys.stdout.flush()


def logins(house: House) -> Iterator[str]:
    """Everybody who may sign in, a line each."""
    for login, name, *_ in STAFF + ((HELPER,) if house.bureau else ()):
        yield f"    {login:11} {house.passwords[login]:18} {name}"


def watch(house: House, stopping: threading.Event) -> None:
    """Until told to end; raises Died when a part ends by itself."""
    while not stopping.wait(1):
        for one in house.programs():
            if one.child and one.child.poll() is not None:
                raise Died(f"{one.name}: {one.tail()}")


def start() -> int:
    """Run in the foreground; 1 with a sentence when a step fails."""
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    if running():
        say("演示已在运行,先 make stop。 The demo runs already; `make stop` first.")
        return 1
    PID.parent.mkdir(exist_ok=True)
    PID.write_text(str(os.getpid()))
    try:
        run(stopping)
    except (StackError, httpx.HTTPError) as error:
        sys.stderr.write(f"× {error}\n")
        return 1
    finally:
        PID.unlink(missing_ok=True)
    return 0


def running() -> psutil.Process | None:
    """The demo of this checkout, if it runs."""
    try:
        process = psutil.Process(int(PID.read_text()))
        return process if "stack.demo" in process.cmdline() else None
    except (OSError, ValueError, psutil.Error):
        return None


def stop() -> int:
    """End the demo of this checkout and wait for it."""
    process = running()
    if process is None:
        say("没有演示在运行。 No demo runs.")
        return 0
    process.terminate()
    process.wait(60)
    say("演示已结束。 The demo has ended.")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["start", "stop"], nargs="?", default="start")
    sys.exit(start() if parser.parse_args().verb == "start" else stop())
