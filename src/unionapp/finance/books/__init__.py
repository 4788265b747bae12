"""Books (sổ sách): till and banks, balances, counts and reconciliations."""
