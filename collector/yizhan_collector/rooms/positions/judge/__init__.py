"""What a day of positions comes to, whatever order they came in; pure. A question, never a finding.

Everything stands on the sorted set of what was captured; what is missing is UNKNOWN and nothing
follows from it.
"""
