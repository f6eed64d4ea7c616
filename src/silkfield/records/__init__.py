"""The life of one record: revisions, merging, numbers, changes."""
