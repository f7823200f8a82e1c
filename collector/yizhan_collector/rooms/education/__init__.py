"""Courses, classes and service. Nothing here can become a breach by a number of hours."""
