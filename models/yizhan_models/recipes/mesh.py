"""Face mesh: MediaPipe, 468 points."""

from yizhan_models.recipes.from_tflite import translate

MEMBER = "mediapipe/modules/face_landmark/face_landmark.tflite"


def build(data: bytes) -> bytes:
    """ONNX: image [1,3,192,192] in 0..1 → points [1,1404] in pixels, presence [1,1] (logit)."""
    return translate(data, "mesh", ["points", "presence"])
