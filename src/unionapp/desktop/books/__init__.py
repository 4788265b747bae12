"""The books: every book over a period, counting the till, advances, the bank, closing a month."""
