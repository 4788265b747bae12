"""Papers about activities."""
