"""Who works here, and their sessions."""
