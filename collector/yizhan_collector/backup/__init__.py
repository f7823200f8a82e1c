"""Backup and restore of one PostgreSQL cluster to a point in time, sealed for a key kept elsewhere.

The work is done by PostgreSQL's own programs and `age`; here is what is kept, for how long, and
what is said when it cannot be given back.
"""
