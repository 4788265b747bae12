"""Members: their list, one member, what happens to them, and whole rosters."""
