"""What we call: the broker."""
