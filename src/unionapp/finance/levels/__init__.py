"""Money between the levels of the union: shares, obligations, netting, eliminations."""
