"""Frozen migration scripts with literal tables; they import no room."""
