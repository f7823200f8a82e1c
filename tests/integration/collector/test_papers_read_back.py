"""Every kind of paper is issued and then read by software that is not ours."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from stack.papers import SAMPLES
from stack.postgres import Postgres
from yizhan_collector.rooms.papers import service as papers
from yizhan_collector.rooms.papers.kinds import KINDS
from yizhan_collector.rooms.papers.sheet import day_in_words

from .conftest import Desk, copied, opened
from .paper_desk import behind, issue, open_for, somebody

NAME = "测试甲"


@pytest.fixture(scope="module")
def shelf(
    postgres: Postgres, staffed: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Path]]:
    """A folder with the PDF and the DOCX of every kind, issued for one person."""
    folder = tmp_path_factory.mktemp("papers")
    with copied(postgres, staffed) as url, opened(url) as desk:
        person = somebody(desk, NAME)
        open_for(desk, person)
        yield {kind: _put(desk, kind, issue(desk, person, kind), folder) for kind in KINDS}


def _put(desk: Desk, kind: str, paper: UUID, folder: Path) -> Path:
    with behind(desk) as (tx, _):
        one = papers.get(tx, paper)
        (folder / f"{kind}.pdf").write_bytes(papers.file(tx, paper))
        (folder / f"{kind}.docx").write_bytes(papers.docx(tx, paper))
    (folder / f"{kind}.number").write_text(one.number)
    return folder / kind


def run(*command: object) -> str:
    """What a program prints."""
    done = subprocess.run([str(one) for one in command], capture_output=True, check=True)
    return done.stdout.decode()


def solid(text: str) -> str:
    """The text without spaces and line ends, which a reader of pages puts where it likes."""
    return re.sub(r"\s", "", text)


def wanted(kind: str) -> Iterator[str]:
    """What must be found in a paper of this kind: the days, and every text that was given."""
    for value in _leaves(SAMPLES[kind]):
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            yield day_in_words(date.fromisoformat(value))
        elif isinstance(value, str) and re.search("[一-鿿]", value):
            yield solid(value).rstrip("。；")


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def test_every_kind_has_a_sample() -> None:
    assert len(KINDS) >= 24
    assert SAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", ["pdf", "docx"])
def test_the_text_is_read_back(shelf: dict[str, Path], kind: str, reader: str) -> None:
    file = shelf[kind].with_suffix(f".{reader}")
    if reader == "pdf":
        text = run("pdftotext", "-layout", file, "-") + run("pdftotext", "-raw", file, "-")
    else:
        text = run("pandoc", "-f", "docx", "-t", "plain", "--wrap=none", file)
    said = solid(text)
    number = shelf[kind].with_suffix(".number").read_text()
    missing = [one for one in (number, *wanted(kind)) if one not in said]
    assert not missing
    if KINDS[kind].kind.about == "person":
        assert NAME in said


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_and_subset(shelf: dict[str, Path], kind: str) -> None:
    lines = run("pdffonts", shelf[kind].with_suffix(".pdf")).splitlines()[2:]
    assert lines
    for line in lines:
        assert re.match(r"[A-Z]{6}\+Noto(Serif|Sans)CJKsc", line)
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]  # embedded, subset, to Unicode
    assert shelf[kind].with_suffix(".pdf").stat().st_size < 250_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_its_language_and_title_and_where_there_are_more_its_number(
    shelf: dict[str, Path], kind: str
) -> None:
    file = shelf[kind].with_suffix(".pdf")
    assert re.search(rb"/Lang ?\(zh-CN\)", file.read_bytes())
    facts = dict(re.findall(r"^([\w ]+): +(.*)$", run("pdfinfo", file), re.M))
    assert facts["Title"].startswith(KINDS[kind].kind.zh[:2])
    assert "x 841.89 pts (A4)" in facts["Page size"]
    said, pages = solid(run("pdftotext", file, "-")), int(facts["Pages"])
    for page in range(1, pages + 1):
        assert (f"第{page}页共{pages}页" in said) == (pages > 1)
