"""Excel: cells, export and intake."""
