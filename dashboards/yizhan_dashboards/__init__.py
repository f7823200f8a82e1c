"""The built browser pages as package data."""
