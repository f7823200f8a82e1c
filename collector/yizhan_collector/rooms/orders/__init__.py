"""Who must report when."""
