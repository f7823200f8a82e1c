"""Procedures before the camera: recorded in pieces that are chained, kept 30 days, counted."""
