"""One entrance per audience."""
