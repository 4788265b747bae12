"""Dues, vouchers and books."""
