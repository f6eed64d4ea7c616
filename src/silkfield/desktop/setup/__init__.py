"""Before and around the work: the first run, unlocking, settings."""
