"""Lists on paper and in Excel: where the file goes, and its pages."""
