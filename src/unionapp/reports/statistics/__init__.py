"""Statistics forms on paper."""
