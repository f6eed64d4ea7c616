"""What was saved, by whom and from what: the log as values and bytes, whether it lies in a store or travels in a bundle."""
