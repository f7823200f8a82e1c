"""Certificates, broker rules and device claims."""
