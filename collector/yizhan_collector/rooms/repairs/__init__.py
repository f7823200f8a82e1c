"""Repairs of the posts, and the spare parts of each county."""
