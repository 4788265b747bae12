"""Everything a unit does that a report counts."""
