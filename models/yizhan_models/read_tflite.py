"""Reads a tflite graph: operators, and tensors with half floats widened."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import tflite

Array = npt.NDArray[Any]
NAMES = {v: k for k, v in vars(tflite.BuiltinOperator).items() if not k.startswith("_")}
TYPES = {0: np.float32, 1: np.float16, 2: np.int32}


@dataclass(frozen=True)
class Op:
    """One operator: name, tensor numbers, and its option table."""

    name: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: Any


class Graph:
    """The first subgraph of a tflite file."""

    def __init__(self, data: bytes) -> None:
        self._model = tflite.Model.GetRootAsModel(data, 0)
        self._graph = self._model.Subgraphs(0)
        self.inputs = [int(i) for i in self._graph.InputsAsNumpy()]
        self.outputs = [int(i) for i in self._graph.OutputsAsNumpy()]

    def shape(self, number: int) -> tuple[int, ...]:
        """The shape of tensor `number`."""
        return tuple(int(n) for n in self._graph.Tensors(number).ShapeAsNumpy())

    def constant(self, number: int) -> Array | None:
        """The stored values of tensor `number`, or None for a computed one."""
        tensor = self._graph.Tensors(number)
        raw = self._model.Buffers(tensor.Buffer())
        if raw.DataLength() == 0:
            return None
        values = np.frombuffer(raw.DataAsNumpy().tobytes(), TYPES[tensor.Type()])
        values = values.reshape(self.shape(number))
        return values.astype(np.float32) if values.dtype == np.float16 else values

    def operators(self) -> list[Op]:
        """Operators in the order they run."""
        return [self._operator(i) for i in range(self._graph.OperatorsLength())]

    def _operator(self, number: int) -> Op:
        op = self._graph.Operators(number)
        code = self._model.OperatorCodes(op.OpcodeIndex())
        name = NAMES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        ins = tuple(int(i) for i in op.InputsAsNumpy())
        return Op(name, ins, tuple(int(i) for i in op.OutputsAsNumpy()), op.BuiltinOptions())
