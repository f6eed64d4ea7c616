"""Reports: the figures of a month, what they rest on, and files to hand over."""
