"""The paper list comes in, and what a role may take out goes out."""
