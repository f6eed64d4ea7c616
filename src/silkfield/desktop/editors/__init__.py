"""Editors: one for each kind of answer, wherever somebody answers a question of a form."""
