"""Books (sổ sách): read from posted vouchers, held against till and bank at a month's end."""
