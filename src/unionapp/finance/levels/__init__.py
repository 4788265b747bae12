"""Money between the levels of the union: shares, obligations, netting, payments to units below."""
