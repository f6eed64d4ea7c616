"""Recording: one page built from any form, with an editor for each kind of answer."""
