"""1:1 face verification on the box. No search over people, no image kept.

Every constant comes from the measured pipeline in the design notes (face pipeline).
"""
