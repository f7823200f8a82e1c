"""What a box must know: who may check in there, and until when a secret holds."""
