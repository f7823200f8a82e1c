"""What the public reads and books: columns, texts, service points, a directory."""
