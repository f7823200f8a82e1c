"""Leaving the city or county for some days, and frequent travel."""
