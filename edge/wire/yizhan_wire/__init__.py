"""The words a box and the collector say to each other."""
