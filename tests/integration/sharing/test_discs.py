"""A signed file on a disc: what it says is believed by its signature, or nothing of it is kept."""

import csv
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from stack import signed
from stack.builders import NOON
from stack.disc import COURT, DAYS, POLICE, Discs
from yizhan_collector.__main__ import main
from yizhan_provisioning.authority import Authority, Identity

from .test_batches import a_row, kept, table, twenty


def refused(discs: Discs, raw: bytes, login: str = "county") -> str:
    """The code by which a file is refused whole; nothing of it is kept, not even a line."""
    answer = discs.bring(raw, login)
    assert answer.status_code in (403, 409, 413, 422), answer.text
    assert kept(discs.desk) == 0
    assert discs.desk.rows("select count(*) from partner_batch") == [(0,)]
    assert discs.desk.rows("select count(*) from audit where action = 'take_disc'") == [(0,)]
    return str(answer.json()["code"])


@pytest.mark.parametrize("form", ["DER", "PEM"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_signed_file_is_taken_as_if_it_had_come_by_wire(
    discs: Discs, form: str, encoding: str
) -> None:
    content = table(twenty(), encoding)
    made = discs.bring(discs.sign(signed.package(discs.head(content), content), form))
    assert made.status_code == 201, made.text
    batch = made.json()["batch"]
    assert (batch["partner"], batch["state"], batch["bad"]) == (POLICE, "partial", 3)
    assert {one["heading"] for one in made.json()["faults"]} == {"出生日期", "姓名", "起始日期"}
    assert kept(discs.desk) == 17
    noted = discs.desk.rows("select subject, staff is null from audit where action = 'take_disc'")
    assert noted == [(f"{POLICE} 20261124-1", False)]


def test_the_same_file_again_doubles_nothing_and_a_corrected_one_adds_what_was_bad(
    discs: Discs,
) -> None:
    first = discs.file(table(twenty()))
    for _ in range(2):
        assert discs.bring(first).json()["batch"]["state"] == "partial"
    mended = twenty()
    mended[3] |= {"出生日期": "1988-02-28"}
    mended[7] |= {"姓名": "示例辛"}
    mended[11] |= {"起始日期": "2026-11-23"}
    last = discs.bring(discs.file(table(mended))).json()
    assert (last["batch"]["state"], last["batch"]["times"], last["faults"]) == ("taken", 3, [])
    assert kept(discs.desk) == 20


def test_what_openssl_and_our_own_tool_sign_is_the_same_to_us(
    discs: Discs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, path = discs.identity(), tmp_path / "rows.csv"
    path.write_bytes(table([a_row(1)]))
    monkeypatch.setattr(signed, "datetime", Clock)
    said = ["signed", "--cert", str(one.cert), "--key", str(one.key), "--to", "collector"]
    monkeypatch.setattr("sys.argv", [*said, "--kind", "custody", "--batch", "k-1", str(path)])
    signed.main()
    assert discs.bring(path.with_suffix(".p7m").read_bytes()).status_code == 201


class Clock(datetime):
    """The tool's clock at noon of the tests."""

    @classmethod
    def now(cls, tz: Any = None) -> "Clock":
        return cls.fromtimestamp(NOON.timestamp(), tz)


Change = Callable[[Discs, bytes], bytes]
CONTENT = table([a_row(1)])


def middle(raw: bytes, old: bytes) -> bytes:
    at = raw.index(old)
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


BROKEN: dict[str, tuple[Change, str]] = {
    "half": (lambda _, raw: raw[: len(raw) // 2], "no_signed_file"),
    "a photo": (lambda _, raw: b"\xff\xd8\xff\xe0" + b"0" * 300, "no_signed_file"),
    "unsigned": (lambda discs, raw: signed.package(discs.head(CONTENT), CONTENT), "no_signed_file"),
    "content changed": (lambda _, raw: middle(raw, b"package.json"), "signature_broken"),
    "signature changed": (lambda _, raw: raw[:-6] + bytes([raw[-6] ^ 1]) + raw[-5:],
                          "signature_broken"),
    "a stranger": (lambda discs, raw: stranger(discs), "unknown_signer"),
    "no certificate": (lambda discs, raw: discs.sign(raw, "DER", "-nocerts"), "unknown_signer"),
    "not registered": (lambda discs, raw: discs.sign(raw, code="nobody-1"), "unknown_partner"),
}  # fmt: skip


def stranger(discs: Discs) -> bytes:
    """The same name, from an authority of nobody."""
    other = Authority.create(discs.authority.folder / "other", NOON - DAYS)
    one = other.issue(POLICE, NOON - DAYS)
    return signed.sign(one.cert, one.key, signed.package(discs.head(CONTENT), CONTENT))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_signature_is_told_apart_and_nothing_is_kept(discs: Discs, name: str) -> None:
    change, code = BROKEN[name]
    assert refused(discs, change(discs, discs.file(CONTENT))) == code


def test_a_signature_without_its_content_is_no_signed_file(discs: Discs) -> None:
    one = discs.identity()
    whole = signed.sign(one.cert, one.key, CONTENT)
    assert CONTENT in whole
    apart = ["openssl", "cms", "-sign", "-binary", "-outform", "DER"]
    made = subprocess.run(
        [*apart, "-signer", str(one.cert), "-inkey", str(one.key)],
        input=CONTENT, capture_output=True, check=True,
    )  # fmt: skip
    assert refused(discs, made.stdout) == "no_signed_file"


@pytest.mark.parametrize("days", [-900, 900])
def test_a_certificate_must_be_valid_on_the_day_of_taking(discs: Discs, days: int) -> None:
    raw = discs.file(CONTENT)
    discs.authority.issue(POLICE, NOON + days * DAYS)
    assert refused(discs, discs.file(CONTENT)) == "certificate_over"
    assert discs.bring(raw).status_code == 201


def test_two_signers_are_nobody(discs: Discs) -> None:
    other = discs.identity(COURT)
    more = ("-signer", str(other.cert), "-inkey", str(other.key))
    raw = signed.package(discs.head(CONTENT), CONTENT)
    assert refused(discs, discs.sign(raw, "DER", *more)) == "unknown_signer"


def test_an_authority_that_has_ended_brings_nothing(discs: Discs) -> None:
    discs.desk.sign_in("admin").post(f"/api/sharing/partners/{POLICE}/end").raise_for_status()
    assert refused(discs, discs.file(CONTENT)) == "unknown_partner"


@pytest.mark.parametrize("hours", [-24, -1, 0, 1, 24])
def test_a_clock_within_a_day_is_taken(discs: Discs, hours: int) -> None:
    at = (NOON + timedelta(hours=hours)).isoformat()
    assert discs.bring(discs.file(CONTENT, made_at=at)).status_code == 201


@pytest.mark.parametrize("seconds", [-86401, 86401, -400 * 86400])
def test_a_clock_more_than_a_day_away_is_named(discs: Discs, seconds: int) -> None:
    at = (NOON + timedelta(seconds=seconds)).isoformat()
    raw = discs.file(CONTENT, made_at=at)
    assert refused(discs, raw) == "wrong_clock"
    assert (
        "2026-11-24T12:00:00+08:00" in discs.bring(raw).json()["detail"]
    )  # ours, in Asia/Shanghai


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_clock_at_the_end_of_time_is_named_too(discs: Discs, at: str) -> None:
    assert refused(discs, discs.file(CONTENT, made_at=at)) == "wrong_clock"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sender": COURT}, "other_sender"),
        ({"recipient": "fayuan-210522"}, "other_recipient"),
        ({"kind": "judgment"}, "kind_of_others"),
        ({"kind": "everything"}, "unknown_batch_kind"),
        ({"sha256": "0" * 64}, "half_a_file"),
        ({"sha256": "x"}, "head_unread"),
        ({"made_at": "2026-11-24T12:00:00"}, "head_unread"),  # of no zone
        ({"key": "../../etc"}, "head_unread"),
        ({"key": None}, "head_unread"),
        ({"more": 1}, "head_unread"),
        ({"\ud800": 1}, "head_unread"),  # half a character, which no answer can hold
        ({"kind": "\ud800"}, "head_unread"),
        ({"sender": "\ud800"}, "head_unread"),
        ({"file": "a/b.csv"}, "head_unread"),
    ],
)
def test_only_what_is_signed_decides_and_it_must_fit(
    discs: Discs, changes: dict[str, Any], code: str
) -> None:
    assert refused(discs, discs.file(CONTENT, **changes)) == code


def test_a_head_that_cannot_be_read_names_what_is_wrong(discs: Discs) -> None:
    answer = discs.bring(discs.file(CONTENT, made_at="yesterday")).json()
    assert (answer["code"], "made_at" in answer["detail"]) == ("head_unread", True)


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def packages(discs: Discs) -> dict[str, tuple[bytes, str]]:
    said = json.dumps(discs.head(CONTENT)).encode()
    good = zipped(("package.json", said), ("rows.csv", CONTENT))
    return {
        "no zip": (CONTENT, "no_package"),
        "half a zip": (good[: len(good) // 2], "no_package"),
        "a member broken": (good.replace(CONTENT[:20], b"0" * 20, 1) if CONTENT[:20] in good
                            else middle(good, good[60:64]), "no_package"),
        "no head": (zipped(("a.csv", CONTENT), ("rows.csv", CONTENT)), "no_package"),
        "no file": (zipped(("package.json", said)), "no_package"),
        "head no json": (zipped(("package.json", b"{"), ("rows.csv", CONTENT)), "head_unread"),
        "head deep": (zipped(("package.json", b"[" * 60000), ("rows.csv", CONTENT)), "head_unread"),
        "head in gbk": (zipped(("package.json", "{\"收\"".encode("gbk")), ("a.csv", b"")),
                        "head_unread"),
        "three members": (zipped(("package.json", said), ("rows.csv", CONTENT), ("a.exe", b"MZ")),
                          "package_too_large"),
        "a bomb": (zipped(("package.json", said), ("rows.csv", b"0" * 40_000_000)),
                   "package_too_large"),
        "a head that is a bomb": (zipped(("package.json", b" " * 10**6), ("rows.csv", CONTENT)),
                                  "package_too_large"),
        "a thousand members": (zipped(*[(f"{n}.csv", b"") for n in range(1000)]),
                               "package_too_large"),
    }  # fmt: skip


def test_what_is_no_package_is_told_apart_and_nothing_is_kept(discs: Discs) -> None:
    found = {
        name: (refused(discs, discs.sign(raw)), code)
        for name, (raw, code) in packages(discs).items()
    }
    assert {name: said for name, (said, _) in found.items()} == {
        name: code for name, (_, code) in found.items()
    }


def test_a_member_that_holds_more_than_it_says_is_not_unpacked(discs: Discs) -> None:
    said = json.dumps(discs.head(CONTENT)).encode()
    raw = zipped(("package.json", said), ("rows.csv", b"0" * 40_000_000))
    size = (40_000_000).to_bytes(4, "little")
    assert raw.count(size) == 2
    assert (
        refused(discs, discs.sign(raw.replace(size, (999).to_bytes(4, "little")))) == "no_package"
    )


def test_a_file_that_is_too_large_is_told_before_it_is_read(discs: Discs) -> None:
    answer = discs.bring(b"0" * (6 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_an_officer_of_another_county_and_who_sends_nothing_take_none(discs: Discs) -> None:
    raw = discs.file(CONTENT)
    assert refused(discs, raw, "huanren") == "other_area"
    for login in ("xiaoshi", "prosecutor", "admin", "clerk"):
        assert refused(discs, raw, login) == "not_allowed"


def test_the_answer_goes_back_signed_by_us_with_each_fault(discs: Discs, tmp_path: Path) -> None:
    batch = discs.bring(discs.file(table(twenty()))).json()["batch"]
    answer = discs.desk.sign_in("county").get(f"/api/sharing/batches/{batch['id']}/signed")
    assert answer.headers["content-disposition"] == 'attachment; filename="20261124-1.p7m"'
    opened = discs.us.opened(answer.content, discs.desk.now)
    assert opened.signer == "collector"
    with zipfile.ZipFile(io.BytesIO(opened.content)) as packed:
        head = json.loads(packed.read("package.json"))
        rows = list(csv.reader(io.StringIO(packed.read("faults.csv").decode("utf-8-sig"))))
    assert (head["recipient"], head["kind"], head["key"]) == (POLICE, "outcome", "20261124-1")
    assert head["said"] == {"kind": "custody", "state": "partial", "total": 20, "bad": 3}
    assert [one[:2] for one in rows] == [
        ["行", "栏目"], ["5", "出生日期"], ["9", "姓名"], ["13", "起始日期"],
    ]  # fmt: skip


def test_without_the_keys_of_the_door_it_says_what_to_set(discs: Discs) -> None:
    discs.desk.app.state.house = discs.desk.house
    assert refused(discs, discs.file(CONTENT)) == "no_discs"


def test_the_command_line_takes_a_file_and_prints_what_came_of_it(
    discs: Discs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now().astimezone()  # of the command line, and of its own certificates
    authority = Authority.create(tmp_path / "now", now)
    authority.issue(POLICE, now)
    config, path = tmp_path / "collector.toml", tmp_path / "rows.p7m"
    config.write_text(settings_of(discs.desk.url, authority.issue("collector", now)))
    rows = [a_row(1, 起始日期="2020-01-02"), a_row(2, 起始日期="2020-01-02", 姓名="")]
    said = Discs(discs.desk, authority, discs.us)
    path.write_bytes(said.file(table(rows), made_at=now.isoformat()))
    for _ in range(2):
        assert main(["take-file", str(path), "--config", str(config)]) == 0
        told = capsys.readouterr().out.splitlines()
        assert told[0] == f"{POLICE} 20261124-1: partial, 1 of 2 bad"
        assert told[1].startswith("3 姓名: missing.")
    assert kept(discs.desk) == 1
    assert main(["take-file", f"{path}x", "--config", str(config)]) == 1
    path.write_bytes(b"x")
    assert main(["take-file", str(path), "--config", str(config)]) == 1
    assert "have the .p7m made anew" in capsys.readouterr().err


def settings_of(url: str, ours: Identity) -> str:
    peer = f'port = 1\nca = "{ours.ca}"\ncert = "{ours.cert}"\nkey = "{ours.key}"\n'
    secret = "Qx7-vR2m!pL9zK4t:wN8dYb3s-Hg6uJc5e"
    head = f'database = "{url}"\nsecret = "{secret}"\n'
    return f"{head}[broker]\n{peer}[partner_door]\n{peer}"
