"""Is this the same person? Folding of names and scores with their evidence."""
