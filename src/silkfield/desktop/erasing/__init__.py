"""Erasing for good: what would go, the question before it, and who has confirmed that it is gone."""
