"""Units and tiers, officers, periods and legal parameters with their effective dates."""
