"""The Vietnamese language: words for amounts, dates, names, identity numbers, legacy fonts."""
