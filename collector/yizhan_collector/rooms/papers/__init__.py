"""The statutory papers: merged from typed fields, numbered, pressed once, served, never changed."""
