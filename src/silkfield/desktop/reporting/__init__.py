"""Reports: figures of a month, with what they rest on and how they were counted."""
