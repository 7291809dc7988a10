"""What follows from records: ledger, citations, timeline, comparison. Pure."""
