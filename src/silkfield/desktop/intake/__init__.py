"""Excel: the rows of a workbook are checked, asked about and taken in, and a list goes out as a workbook."""
