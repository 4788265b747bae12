"""Books (sổ sách): read from posted vouchers, and held against the till and the bank statement."""
