"""Who did or saw what. Rows are added, never changed."""
