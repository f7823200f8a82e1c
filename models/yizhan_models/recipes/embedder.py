"""Face embedder: dlib's ResNet, affine layers folded into the convolutions."""

from collections.abc import Iterator

import numpy as np

from yizhan_models.errors import BadWeights
from yizhan_models.graph import Builder
from yizhan_models.read_dlib import Array, Layer, read_layers

MEMBER = "face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat"
MEAN = np.array([122.782, 117.001, 104.298])
DOWN = (0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1)
WIDTHS = (32, 64, 128, 256, 256)
STEM_OUT = 35


def build(data: bytes) -> bytes:
    """ONNX: image [n,3,150,150], RGB 0..255 → embedding [n,128], not normalised."""
    layers = read_layers(data)
    convs = folded([one for one in layers if one.tag in ("con_4", "affine_")])
    graph = Builder()
    x = _stem(graph, *next(convs))
    size, level = STEM_OUT, 0
    for down in DOWN:
        level += down
        wider = WIDTHS[level] - WIDTHS[level - 1] if down else 0
        x, size = _block(graph, x, convs, size, wider if down else None)
    x = graph.node("Flatten", graph.node("GlobalAveragePool", x))
    last = next(one for one in layers if one.tag == "fc_2")
    graph.node("MatMul", x, graph.weight(last.values.reshape(256, 128)), out="embedding")
    return graph.finish("embedder", {"image": ["n", 3, 150, 150]}, {"embedding": ["n", 128]})


def folded(layers: list[Layer]) -> Iterator[tuple[Array, Array]]:
    """Kernel and bias of each convolution with its affine layer folded in, input to output."""
    channels = 3
    for conv, affine in zip(layers[::2], layers[1::2], strict=True):
        out, rows, columns = conv.ints[:3]
        if conv.values.size != out * (channels * rows * columns + 1):
            raise BadWeights(f"Convolution of {out} filters.")
        kernel = conv.values[:-out].reshape(out, channels, rows, columns).astype(np.float64)
        gamma, beta = affine.values.astype(np.float64).reshape(2, out)
        bias = conv.values[-out:] * gamma + beta
        kernel = kernel * gamma[:, None, None, None]
        if channels == 3:
            kernel = kernel / 256
            bias = bias - np.einsum("oihw,i->o", kernel, MEAN)
        yield kernel.astype(np.float32), bias.astype(np.float32)
        channels = out


def _stem(graph: Builder, kernel: Array, bias: Array) -> str:
    x = graph.node("Conv", "image", graph.weight(kernel), graph.weight(bias), strides=[2, 2])
    return graph.node("MaxPool", graph.node("Relu", x), kernel_shape=[3, 3], strides=[2, 2])


def _block(
    graph: Builder, x: str, convs: Iterator[tuple[Array, Array]], size: int, wider: int | None
) -> tuple[str, int]:
    """One residual block; `wider` is the channels a down block adds, None for a plain block."""
    stride, pad = (1, 1) if wider is None else (2, 0)
    y = _conv(graph, x, next(convs), stride, pad)
    y = _conv(graph, graph.node("Relu", y), next(convs), 1, 1)
    if wider is None:
        return graph.node("Relu", graph.node("Add", y, x)), size
    skip = graph.node("AveragePool", x, kernel_shape=[2, 2], strides=[2, 2])
    main, side = (size - 3) // 2 + 1, (size - 2) // 2 + 1
    skip = _pad(graph, skip, wider, max(main - side, 0))
    y = _pad(graph, y, 0, max(side - main, 0))
    return graph.node("Relu", graph.node("Add", y, skip)), max(main, side)


def _conv(graph: Builder, x: str, weights: tuple[Array, Array], stride: int, pad: int) -> str:
    kernel, bias = (graph.weight(w) for w in weights)
    return graph.node("Conv", x, kernel, bias, strides=[stride] * 2, pads=[pad] * 4)


def _pad(graph: Builder, x: str, channels: int, pixels: int) -> str:
    if not channels and not pixels:
        return x
    pads = np.array([0, 0, 0, 0, 0, channels, pixels, pixels], np.int64)
    return graph.node("Pad", x, graph.weight(pads))
