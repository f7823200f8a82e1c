"""A small, deterministic ONNX graph builder: opset 13, IR 8."""

from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, checker, helper, numpy_helper


class Builder:
    """Collects nodes and weights under counted names."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._weights: list[Any] = []

    def weight(self, values: npt.NDArray[Any]) -> str:
        """Name of a stored constant."""
        name = f"w{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        """Name of the output of one new node."""
        name = out or f"n{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def finish(
        self, name: str, inputs: dict[str, list[Any]], outputs: dict[str, list[Any]]
    ) -> bytes:
        """The checked, serialised model."""
        graph = helper.make_graph(self._nodes, name, _infos(inputs), _infos(outputs), self._weights)
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", 13)],
            ir_version=8,
            producer_name="yizhan-models",
        )
        checker.check_model(model)
        return bytes(model.SerializeToString(deterministic=True))


def _infos(shapes: dict[str, list[Any]]) -> list[Any]:
    return [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
