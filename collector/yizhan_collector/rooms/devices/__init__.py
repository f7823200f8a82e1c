"""Boxes, their health and what their cameras counted."""
