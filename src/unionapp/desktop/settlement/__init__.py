"""Estimate and settlement of a year: typed, proved, checked, handed in, approved, made public."""
