"""Lists of records, and everything about one of them."""
