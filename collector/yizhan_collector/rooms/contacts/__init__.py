"""Visits, interviews and calls, and what follows when nobody can be reached."""
