"""What is printed and handed out: lists on paper and in Excel with where the file goes, and pages of one sheet."""
