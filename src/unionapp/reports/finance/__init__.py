"""Books and vouchers on paper."""
