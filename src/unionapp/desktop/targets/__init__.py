"""Targets: the board of plans, what stands behind a number, and the duties of the year."""
