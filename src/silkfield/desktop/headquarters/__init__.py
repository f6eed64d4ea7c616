"""What headquarters does with bundles and sites: the inbox with its plans, and who may send."""
