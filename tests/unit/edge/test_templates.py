"""A template is kept for one person, comes back as it was, and goes for good."""

from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from stack.bench import KEY
from yizhan_edge.errors import Unsealable
from yizhan_edge.face.verify import Template
from yizhan_edge.sealed import Sealed
from yizhan_edge.templates import Templates

NUMBERS = np.linspace(-1, 1, 128).astype(np.float32)


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(Sealed(tmp_path, KEY))


def test_a_template_comes_back_with_its_model(templates: Templates) -> None:
    person = uuid4()
    templates.keep(person, Template(NUMBERS, "model-1"))
    found = templates.of(person)
    assert found is not None
    assert found.model == "model-1"
    assert (found.numbers == NUMBERS).all()
    assert templates.of(uuid4()) is None


def test_a_new_template_takes_the_place_of_the_old(templates: Templates) -> None:
    person = uuid4()
    templates.keep(person, Template(NUMBERS, "model-1"))
    templates.keep(person, Template(-NUMBERS, "model-2"))
    found = templates.of(person)
    assert found is not None
    assert (found.model, templates.people()) == ("model-2", {person})


def test_a_deleted_template_is_gone(templates: Templates) -> None:
    person, other = uuid4(), uuid4()
    for one in (person, other):
        templates.keep(one, Template(NUMBERS, "model-1"))
    assert templates.has(person)
    assert (templates.delete(person), templates.delete(person)) == (True, False)
    assert (templates.has(person), templates.people()) == (False, {other})


def test_what_is_no_template_is_not_kept(templates: Templates) -> None:
    with pytest.raises(ValueError, match="128 numbers"):
        templates.keep(uuid4(), Template(NUMBERS[:64], "model-1"))
    assert templates.people() == set()


def test_one_persons_file_under_anothers_name_is_refused(
    tmp_path: Path, templates: Templates
) -> None:
    person, other = uuid4(), uuid4()
    templates.keep(person, Template(NUMBERS, "model-1"))
    (tmp_path / f"{person}.sealed").rename(tmp_path / f"{other}.sealed")
    with pytest.raises(Unsealable):
        templates.of(other)


def test_nothing_searches_over_people() -> None:
    assert not [name for name in dir(Templates) if "search" in name or "match" in name]
