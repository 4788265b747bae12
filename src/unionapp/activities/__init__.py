"""Everything a unit does that a report counts: conferences, agreements, care, inspections."""
