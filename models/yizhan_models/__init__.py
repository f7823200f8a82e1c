"""Builds the three ONNX files from weights that registry packages carry."""
