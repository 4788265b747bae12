"""The employer's contribution: the fund of each month, due, paid, late, relief, netting."""
