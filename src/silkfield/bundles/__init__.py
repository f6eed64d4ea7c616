"""What travels: envelope, seal, manifest, parts, faults."""
