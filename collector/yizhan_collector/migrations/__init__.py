"""Numbered SQL, applied in order, never edited."""
