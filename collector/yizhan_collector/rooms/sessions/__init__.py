"""Procedures before a post's camera: expected, seen, counted, closed; and who looked at them."""
