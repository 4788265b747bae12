"""Statistics forms: filled from the records, typed where the records are silent."""
