"""One face is compared with the template of one named person; there is nothing that searches."""

import inspect
from uuid import UUID

from yizhan_edge.counter import BoxCounter
from yizhan_edge.face.verify import Session, Template
from yizhan_edge.templates import Templates


def test_a_verification_is_given_one_template_and_the_store_finds_by_person_alone() -> None:
    given = inspect.signature(Session.__init__, eval_str=True).parameters["enrolled"]
    assert given.annotation is Template
    for holder in (Templates, BoxCounter):
        for name, method in inspect.getmembers(holder, inspect.isfunction):
            said = inspect.signature(method, eval_str=True)
            if said.return_annotation in (Template, Template | None):
                asked = [one for one in said.parameters if one != "self"]
                assert [said.parameters[one].annotation for one in asked] == [UUID], name
            assert "Template]" not in str(said.return_annotation), name
