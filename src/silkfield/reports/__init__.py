"""What is counted: reports and counting rules as declarations."""
