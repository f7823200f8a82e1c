"""The office page knows the API by generated types only, and its pure parts hold."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from stack.host import REPO

PAGES = REPO / "dashboards"
NODE = REPO / ".venv" / "bin"


def node(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the front end's own lock under the node of the environment."""
    env = {**os.environ, "PATH": f"{NODE}:{os.environ['PATH']}"}
    return subprocess.run(
        command, cwd=PAGES, env=env, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module", autouse=True)
def libraries() -> None:
    """The locked libraries, as `npm ci` leaves them."""
    assert (PAGES / "node_modules").is_dir(), "run `npm ci` in dashboards/"


def test_the_committed_types_are_those_of_the_api(tmp_path: Path) -> None:
    made = tmp_path / "schema.d.ts"
    done = node("node_modules/.bin/openapi-typescript", "openapi.json", "-o", str(made))
    assert done.returncode == 0, done.stderr
    committed = PAGES / "src" / "kit" / "schema.d.ts"
    assert made.read_text() == committed.read_text(), "run `npm run types` in dashboards/"


def test_the_pages_agree_with_the_types() -> None:
    done = node("node_modules/.bin/tsc", "--noEmit")
    assert done.returncode == 0, done.stdout


def test_the_pure_parts_of_the_pages_hold() -> None:
    done = node("npm", "test")
    assert done.returncode == 0, done.stdout


def test_every_request_goes_through_the_typed_client() -> None:
    sources = [one for one in (PAGES / "src").rglob("*.ts*") if one.name != "schema.d.ts"]
    asking = {one.name for one in sources if re.search(r"(?<!\w)fetch\(", one.read_text())}
    assert asking == set()
