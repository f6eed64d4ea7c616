"""What travels: enrolling, sending, receiving, and who is on the network."""
