"""Something asked for, and decided once by somebody else at the right level."""
