"""The workspace of an event: its people, their days, scores and certificates."""
