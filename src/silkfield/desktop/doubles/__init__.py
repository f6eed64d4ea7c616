"""Duplicates: clients of all sites who may be one person, side by side, and what headquarters decides about them."""
