"""Clashes: records that were edited in two places, decided by a person who sees all sides."""
