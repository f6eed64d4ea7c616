"""Records as lines of text, for every page that lists them: which columns there are and what stands in them."""
