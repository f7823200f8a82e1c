"""Questions to a human, on a person and on an office; never from missing data."""
