"""Asking whether another record is the same as this one: the card with those that are alike, for clients and the directory."""
