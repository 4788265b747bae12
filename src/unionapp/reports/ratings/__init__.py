"""Papers about the yearly grade of units."""
