"""The hotline 12348: calls, seats, call-backs, knowledge, quality; nobody's supervision."""
