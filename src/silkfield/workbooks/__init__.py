"""Excel and ODS: workbooks of the staff in, values out; records out, workbooks in. No store, no ids."""
