"""Is this the same person? Names folded across spellings and scripts, and likeness with its evidence. Pure."""
