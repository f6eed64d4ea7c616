"""The file of one client: who it is, what was agreed, all that happened, and whether two clients are one person."""
