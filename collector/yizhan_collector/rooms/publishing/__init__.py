"""Texts written once, approved by others, and published on every channel."""
