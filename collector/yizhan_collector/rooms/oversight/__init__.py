"""Complaints that pass the office complained of, and what the procuratorate objects to."""
