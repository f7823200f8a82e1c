"""The texts of `tests/stack/articles`, a file a column; `## title | days ago | over in` begins one.

A line `>` is the lead, `-` an item, `###` a heading; every other line is a paragraph.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape
from itertools import groupby
from pathlib import Path

from yizhan_collector.ground.days import legal_day

from stack.portal_rows import Text

FOLDER = Path(__file__).parent / "articles"


def texts(now: datetime) -> list[Text]:
    """All of them, the oldest first."""
    found = [one for path in sorted(FOLDER.glob("*.md")) for one in _read(path, now)]
    return sorted(found, key=lambda one: one.at)


def paragraphs() -> list[str]:
    """Every line of every text, for a bench to mix."""
    read = [path.read_text("utf-8").splitlines() for path in sorted(FOLDER.glob("*.md"))]
    return [line.lstrip("->#0123456789 |") for lines in read for line in lines]


def _read(path: Path, now: datetime) -> Iterator[Text]:
    for part in ("\n" + path.read_text("utf-8")).split("\n## ")[1:]:
        head, *lines = part.splitlines()
        title, ago, *over = (one.strip() for one in head.split("|"))
        lead = next((line[2:] for line in lines if line.startswith("> ")), "")
        ends = legal_day(now) + timedelta(days=int(over[0])) if over else None
        at = now - timedelta(days=int(ago), minutes=len(title))
        yield Text(path.stem, title, html(lines), at, lead, ends)


def html(lines: list[str]) -> str:
    """Paragraphs, headings and lists of the lines that are no lead."""
    rest = [line for line in lines if line and not line.startswith("> ")]
    made = []
    for listed, some in groupby(rest, lambda line: line.startswith("- ")):
        if listed:
            items = "".join(f"<li>{escape(line[2:])}</li>" for line in some)
            made.append(f"<ul>{items}</ul>")
        else:
            made += [_block(line) for line in some]
    return "".join(made)


def _block(line: str) -> str:
    heading = line.startswith("### ")
    return f"<h2>{escape(line[4:])}</h2>" if heading else f"<p>{escape(line)}</p>"
