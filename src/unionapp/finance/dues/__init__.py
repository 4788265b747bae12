"""Dues (đoàn phí): what members owe, the monthly list, what was paid."""
