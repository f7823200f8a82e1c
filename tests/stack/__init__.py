"""Everything on one machine: host services and our programs, for tests and the demo."""
