"""A door, asked by its own OpenAPI what it never expected."""

from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=12,
    derandomize=True,  # the same questions every time
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def operations(document: dict[str, Any]) -> dict[str, Any]:
    """The operations of a document by their label."""
    found: Any = schemathesis.openapi.from_dict(document).get_all_operations()
    return {one.label: one for one in (each.ok() for each in found)}


@dataclass
class Asked:
    """Somebody who asks a door, and the ids of what there is."""

    address: str
    session: requests.Session
    known: dict[str, str]
    body: dict[str, str] = field(default_factory=dict)

    def ask(self, operation: Any) -> None:
        """Ask an operation sense and nonsense, of what there is and of what there is not."""
        names = {one.name for one in operation.path_parameters}
        there = {name: one for name, one in self.known.items() if name in names}
        modes = [operation.as_strategy(schemathesis.GenerationMode.POSITIVE)]
        modes += [operation.as_strategy(schemathesis.GenerationMode.NEGATIVE)]

        @BOUNDED
        @given(st.data())
        def run(data: st.DataObject) -> None:
            case = data.draw(data.draw(st.sampled_from(modes)))
            known: bool = data.draw(st.booleans())
            if there and known:
                case.path_parameters = {**(case.path_parameters or {}), **there}
            if self.body and isinstance(case.body, dict):
                case.body = {**case.body, **self.body}
            answer = case.call(
                base_url=self.address,
                session=self.session,
                allow_redirects=False,
                timeout=30,
                verify=self.session.verify,
            )
            case.validate_response(answer, checks=CHECKS)

        run()
