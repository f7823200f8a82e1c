"""What is exchanged with other authorities: document by document, with a receipt."""
