"""Golden samples: what a box ever sent stays readable, byte for byte the same."""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest
from yizhan_wire import codec
from yizhan_wire.envelope import Envelope
from yizhan_wire.events import BODIES

SAMPLES = Path(__file__).parent / "samples" / "v1"
SUMS = json.loads((SAMPLES / "SHA256.json").read_text())


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_sample_was_never_edited(name: str) -> None:
    assert hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest() == SUMS[name]


def test_every_sample_is_listed_and_every_kind_has_one() -> None:
    names = {path.name for path in SAMPLES.glob("*.json")} - {"SHA256.json"}
    assert names == set(SUMS)
    assert {name.split(".")[0] for name in names} >= set(BODIES)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_sample_is_readable_today(name: str) -> None:
    for envelope in codec.load((SAMPLES / name).read_bytes()):
        assert isinstance(codec.load_body(envelope), BODIES[envelope.kind])


def test_the_schemas_in_the_docs_are_those_of_the_code() -> None:
    written = json.loads(Path("docs/wire.schema.json").read_text())
    _, parts = msgspec.json.schema_components([Envelope, *BODIES.values()])
    assert written == parts
