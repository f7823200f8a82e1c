"""What every room stands on: database, days, refusals, inbox, outbox. Knows no domain word."""
