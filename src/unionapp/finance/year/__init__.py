"""The year of a fund: estimate, settlement, checks, disclosure."""
