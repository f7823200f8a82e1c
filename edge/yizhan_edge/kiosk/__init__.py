"""One visit at the post, from the number to the last page. Pure: time comes as an argument."""
