"""Cadres: posts, terms and trainings."""
