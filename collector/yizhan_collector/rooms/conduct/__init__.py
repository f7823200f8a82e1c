"""Rewards and sanctions: the software counts and drafts, a person decides, the answer is open."""
