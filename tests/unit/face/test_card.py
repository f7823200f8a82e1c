"""The model card is read whole or refused with a sentence."""

import tomllib
from pathlib import Path

import pytest
from yizhan_edge.errors import ModelRefused
from yizhan_edge.face.card import load

CARD, LOCK = Path("models/cards/face.toml"), Path("models/models.lock")


def test_the_cards_threshold_is_the_one_measured_for_templates_of_three() -> None:
    card = load(CARD)
    assert (card.threshold, card.single_photo_threshold) == (0.50, 0.53)
    assert "0.499" in card.figures["template_far_1e3"]


def test_the_card_names_the_weights_that_the_lock_holds() -> None:
    lock = tomllib.loads(LOCK.read_text())
    card = load(CARD)
    assert {one.weights: one.sha256 for one in card.sources}.items() <= lock["inputs"].items()
    assert {one.file for one in card.sources} == set(lock["outputs"])


@pytest.mark.parametrize("said", ["30107-3", "replayed video", "demographic", "ARM"])
def test_the_card_says_what_it_does_not_claim(said: str) -> None:
    assert said in " ".join(load(CARD).limits)
    assert said in CARD.with_suffix(".md").read_text()


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("threshold = 0.50", "threshold = 0", "threshold"),
        ("threshold = 0.50", "threshold = 1.2", "threshold"),
        ("threshold = 0.50", 'threshold = "0.5"', "threshold"),
        ('model = "', 'model = "Über ', "model"),
        ("single_photo_threshold", "single_photo_treshold", "treshold"),
        ("[figures]", "[figures", "Expected"),
    ],
)
def test_an_unfit_card_is_refused_with_the_reason(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    broken = tmp_path / "face.toml"
    broken.write_text(CARD.read_text().replace(before, after, 1))
    with pytest.raises(ModelRefused, match=rf"face\.toml: .*{complaint}"):
        load(broken)


def test_a_missing_card_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match=r"face\.toml: No such file"):
        load(tmp_path / "face.toml")
