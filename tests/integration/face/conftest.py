"""The real networks, and a template from the living volunteer."""

import pytest
from stack.volunteer_head import networks
from stack.volunteer_visit import before, enrol
from yizhan_edge.face.models import FaceModels
from yizhan_edge.face.verify import Template


@pytest.fixture(scope="session")
def loaded() -> FaceModels:
    """The three networks, held to the lock."""
    return networks()


@pytest.fixture(scope="session")
def collins() -> Template:
    """The template of the first volunteer, enrolled as at the kiosk."""
    template = enrol(before("collins")).template
    assert template is not None
    return template
