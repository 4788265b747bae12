"""Dues: the list of a month, who paid, who owes, and the receipt that comes of it."""
