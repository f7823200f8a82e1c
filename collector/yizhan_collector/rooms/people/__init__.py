"""Who may check in."""
