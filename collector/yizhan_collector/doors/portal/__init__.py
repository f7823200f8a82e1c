"""The public's door: pages that need no script, and the forms of whoever asks for help."""
