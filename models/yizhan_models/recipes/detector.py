"""Face detector: MediaPipe short range, 896 anchors."""

from yizhan_models.recipes.from_tflite import translate

MEMBER = "mediapipe/modules/face_detection/face_detection_short_range.tflite"


def build(data: bytes) -> bytes:
    """ONNX: image [1,3,128,128] in -1..1 → boxes [1,896,16], scores [1,896,1] (logits)."""
    return translate(data, "detector", ["boxes", "scores"])
