"""Which records and rows may tell of the same event: pairs, their score, kinds that agree."""
