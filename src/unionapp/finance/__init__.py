"""The money of a unit: dues, contributions, vouchers, books, shares between levels, the year."""
