"""The only package that knows SQL: the journal, its projection, and what is read from them."""
