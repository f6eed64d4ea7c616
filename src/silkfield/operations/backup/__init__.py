"""Backups: a whole copy of the store on another disk or stick, checked before it is called good, and putting one back."""
