"""Followers of the official account: what they sent, and what is said to them."""
