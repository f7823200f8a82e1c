"""A term of community correction, from the document of the court to its end."""
