"""The inbox: bundles that arrived, what each would do, what was kept aside and why, and what a person decides about it."""
