"""The words on the cable between a box and its LED sign."""
