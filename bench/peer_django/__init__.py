"""The peer of the portal."""
