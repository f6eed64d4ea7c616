"""The locked file: key slots and passphrases."""
