"""Translates the operators of the two tflite graphs; NCHW inside."""

from typing import Any

import numpy as np
from tflite import AddOptions, Conv2DOptions, DepthwiseConv2DOptions, Pool2DOptions

from yizhan_models.errors import BadWeights
from yizhan_models.graph import Builder
from yizhan_models.read_tflite import Array, Graph, Op

SAME = 0


def translate(data: bytes, name: str, outputs: list[str]) -> bytes:
    """An ONNX model with input `image` [1,3,H,W] and the graph's outputs, renamed."""
    work = Translator(data)
    for op in work.graph.operators():
        work.translate(op)
    height, width = work.graph.shape(work.graph.inputs[0])[1:3]
    shapes = {}
    for number, out in zip(work.graph.outputs, outputs, strict=True):
        shape = work.graph.shape(number)
        flat = [1, shape[-1]] if len(shape) == 4 else list(shape)
        size = work.build.weight(np.array(flat, np.int64))
        work.build.node("Reshape", work.names[number], size, out=out)
        shapes[out] = flat
    return work.build.finish(name, {"image": [1, 3, height, width]}, shapes)


class Translator:
    """Keeps, for each tflite tensor, its constant or its ONNX name."""

    def __init__(self, data: bytes) -> None:
        self.graph, self.build = Graph(data), Builder()
        self.names: dict[int, str] = {self.graph.inputs[0]: "image"}
        self.folded: dict[int, Array] = {}

    def constant(self, number: int) -> Array:
        """The constant behind a tensor; half floats count. Raises BadWeights when computed."""
        found = self.folded.get(number)
        found = self.graph.constant(number) if found is None else found
        if found is None:
            raise BadWeights(f"Tensor {number} is not constant.")
        return found

    def translate(self, op: Op) -> None:
        """Adds the nodes of one operator."""
        if op.name == "DEQUANTIZE":
            self.folded[op.outputs[0]] = self.constant(op.inputs[0])
            return
        rule = getattr(self, f"_{op.name.lower()}", None)
        if rule is None:
            raise BadWeights(f"Operator {op.name}.")
        self.names[op.outputs[0]] = rule(op)

    def _conv_2d(self, op: Op) -> str:
        return self._conv(op, self.constant(op.inputs[1]).transpose(0, 3, 1, 2), 1)

    def _depthwise_conv_2d(self, op: Op) -> str:
        kernel = self.constant(op.inputs[1]).transpose(3, 0, 1, 2)
        return self._conv(op, kernel, kernel.shape[0])

    def _conv(self, op: Op, kernel: Array, group: int) -> str:

        options = _options(DepthwiseConv2DOptions if group > 1 else Conv2DOptions, op)
        size = (kernel.shape[2], kernel.shape[3])
        out = self.build.node(
            "Conv",
            self.names[op.inputs[0]],
            self.build.weight(kernel),
            self.build.weight(self.constant(op.inputs[2])),
            group=group,
            kernel_shape=size,
            **self._window(op, options, size),
        )
        return self._fused(out, options)

    def _window(self, op: Op, options: Any, size: tuple[int, int]) -> dict[str, Any]:
        strides = (options.StrideH(), options.StrideW())
        pads = [0, 0, 0, 0]
        if options.Padding() == SAME:
            shape = self.graph.shape(op.inputs[0])[1:3]
            pads = same_pads(shape, size, strides)
        return {"strides": strides, "pads": pads}

    def _fused(self, name: str, options: Any) -> str:
        kind = options.FusedActivationFunction()
        if kind not in (0, 1):
            raise BadWeights(f"Activation {kind}.")
        return self.build.node("Relu", name) if kind == 1 else name

    def _max_pool_2d(self, op: Op) -> str:

        options = _options(Pool2DOptions, op)
        size = (options.FilterHeight(), options.FilterWidth())
        window = self._window(op, options, size)
        return self.build.node("MaxPool", self.names[op.inputs[0]], kernel_shape=size, **window)

    def _relu(self, op: Op) -> str:
        return self.build.node("Relu", self.names[op.inputs[0]])

    def _prelu(self, op: Op) -> str:
        slope = self.constant(op.inputs[1]).reshape(-1, 1, 1)
        return self.build.node("PRelu", self.names[op.inputs[0]], self.build.weight(slope))

    def _add(self, op: Op) -> str:

        out = self.build.node("Add", *(self.names[i] for i in op.inputs))
        return self._fused(out, _options(AddOptions, op))

    def _pad(self, op: Op) -> str:
        pads = self.constant(op.inputs[1])[[0, 3, 1, 2]].T.reshape(-1).astype(np.int64)
        return self.build.node("Pad", self.names[op.inputs[0]], self.build.weight(pads))

    def _reshape(self, op: Op) -> str:
        flat = self.build.node("Transpose", self.names[op.inputs[0]], perm=[0, 2, 3, 1])
        shape = np.array(self.graph.shape(op.outputs[0]), np.int64)
        return self.build.node("Reshape", flat, self.build.weight(shape))

    def _concatenation(self, op: Op) -> str:
        return self.build.node("Concat", *(self.names[i] for i in op.inputs), axis=1)


def same_pads(shape: tuple[int, ...], size: tuple[int, int], strides: tuple[int, int]) -> list[int]:
    """SAME padding as tflite does it: the odd pixel goes to the bottom and right."""
    totals = [
        max((-(-n // s) - 1) * s + k - n, 0) for n, k, s in zip(shape, size, strides, strict=True)
    ]
    before = [t // 2 for t in totals]
    return before + [t - b for t, b in zip(totals, before, strict=True)]


def _options(kind: Any, op: Op) -> Any:
    options = kind()
    options.Init(op.options.Bytes, op.options.Pos)
    return options
