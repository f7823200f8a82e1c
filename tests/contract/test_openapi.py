"""The office API is what `dashboards/openapi.json` says, in words fit for outside readers."""

from pathlib import Path
from typing import Any

import pytest
from yizhan_collector.__main__ import main
from yizhan_collector.app import schema

FILE = Path(__file__).parents[2] / "dashboards" / "openapi.json"
WRITE = "python -m yizhan_collector openapi > dashboards/openapi.json"


def operations() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in schema()["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_committed_document_is_the_one_the_program_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["openapi"]) == 0
    assert capsys.readouterr().out == FILE.read_text(encoding="utf-8"), WRITE


def test_every_operation_says_what_it_does_and_how_it_refuses() -> None:
    for name, operation in operations():
        assert operation["description"], name
        assert operation["tags"], name
        refusals = {status for status in operation["responses"] if status >= "400"}
        assert "503" in refusals, name
        assert "401" in refusals, name


def test_every_refusal_is_a_problem_and_every_answer_has_a_shape() -> None:
    for name, operation in operations():
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"], name
            elif status != "204":
                assert response["content"], name
                for content in response["content"].values():
                    assert content.get("schema") or content.get("itemSchema"), name


def test_operations_are_named_as_functions_once_each() -> None:
    names = [operation["operationId"] for _, operation in operations()]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)


def test_no_shape_has_a_field_for_a_picture_or_a_template() -> None:
    forbidden = {"image", "picture", "photo", "template", "embedding", "vector"}
    fields = {
        field
        for shape in schema()["components"]["schemas"].values()
        for field in shape.get("properties", {})
    }
    assert not fields & forbidden
