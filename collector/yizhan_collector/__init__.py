"""The one collector: ingest, office desk, devices."""
