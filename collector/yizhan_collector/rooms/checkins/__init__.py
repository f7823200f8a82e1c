"""Visits and what an officer made of them."""
