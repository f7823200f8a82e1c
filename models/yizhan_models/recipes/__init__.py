"""One recipe per model file."""
