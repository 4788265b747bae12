"""Vouchers (chứng từ): drafted, approved, posted, reversed, and what hangs on them."""
