"""Change of the place of residence, from one institution to another."""
