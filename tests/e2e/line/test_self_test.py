"""A technician far away has a post look at itself: signed, answered, on one page."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from stack.builders import BOX
from stack.house import House
from yizhan_provisioning import sheet
from yizhan_provisioning.__main__ import main
from yizhan_provisioning.words import speaker


def bench(house: House, folder: Path, *words: str) -> tuple[int, Path]:
    secret, out = folder / "password", folder / "result.html"
    secret.write_text(house.passwords["tech"])
    office = ["--office", house.office_url, "--login", "tech", "--password-file", str(secret)]
    return main(["bench", BOX, *office, "--out", str(out), "--json", *words]), out


def test_a_post_looks_at_itself_and_the_result_is_a_page(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = bench(house, tmp_path)
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    checks = told["checks"]
    assert {name: checks[name] for name in ("page", "broker", "stored", "certificate", "disk")} == {
        "page": "ok", "broker": "ok", "stored": "ok", "certificate": "ok", "disk": "ok",
    }  # fmt: skip
    assert checks["face"] == checks["camera"] == "ok"
    assert code == (1 if sheet.wrong(checks) else 0), told
    page = out.read_text()
    assert BOX in page
    assert all(sheet.word(name, speaker("zh")) in page for name in checks)


def test_a_post_that_does_not_answer_is_said(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = bench(house, tmp_path, "--patience", "0")
    assert code == 1
    said = json.loads(capsys.readouterr().out)
    assert said["code"] in {"box_silent", "office_refused"}
    assert not out.exists()


def test_the_page_counts_what_is_to_be_mended_and_says_the_time_of_shanghai() -> None:
    at = datetime(2026, 11, 27, 20, 30, tzinfo=UTC)
    page = sheet.page(BOX, {"page": "ok", "focus": "soft", "new<b>": "odd"}, at, speaker("zh"))
    assert "2026-11-28 04:30" in page
    assert "2 项待处理" in page
    assert "对焦<td>模糊" in page
    assert "new&lt;b&gt;" in page
