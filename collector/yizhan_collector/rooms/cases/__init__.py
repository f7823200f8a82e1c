"""Matters of the public legal service: one model whatever they are about."""
