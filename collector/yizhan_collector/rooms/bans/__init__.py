"""No-entry orders of a court, and permission to enter a conditional place."""
