"""Sending: what waits, where it goes, and what headquarters has confirmed."""
