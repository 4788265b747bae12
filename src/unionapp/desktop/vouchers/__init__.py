"""Vouchers: their list, the form, and what is done to one of them."""
