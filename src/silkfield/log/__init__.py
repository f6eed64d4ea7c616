"""The log as values and bytes: entries, lines, hashes, heads, forks."""
