"""The rule book: numbers of the law with their date and source, categories, closed days."""
