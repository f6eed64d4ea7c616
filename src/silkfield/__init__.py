"""Silkfield: offline records of Migration Information Centres, carried to headquarters in signed, encrypted bundles."""

__version__ = "0.1.0"
