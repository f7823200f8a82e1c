"""One folder per duty: model (pure rules), store (SQL), service (use cases)."""
