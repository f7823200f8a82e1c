"""Figures of an area, counted in the database. No figure is about one person."""
