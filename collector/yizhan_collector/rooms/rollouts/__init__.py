"""Rollouts: a bundle reaches the boxes in groups, and stops where it does harm."""
