"""Tables: text, sheets, lists of records; which column is what."""
