"""What travels: inviting, joining, admitting, sending, receiving, and who is on the network."""
