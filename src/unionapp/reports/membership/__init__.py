"""Papers about members."""
