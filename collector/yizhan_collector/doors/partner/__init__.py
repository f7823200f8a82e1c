"""The door of other authorities: their programs, known by certificate."""
