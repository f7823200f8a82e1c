"""Signed bundles of what a box runs, and the directory that says which files they are."""
