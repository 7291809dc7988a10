"""Parts of which features are made: what all kinds of records have in common, places, what others count and say."""
