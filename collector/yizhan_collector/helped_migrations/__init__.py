"""Schema of the help service's own database; nothing of the supervision is in it."""
