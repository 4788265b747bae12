"""The year of this unit's fund: estimate, settlement, checks, disclosure.

budget, budget_checks: the estimate (B14), and what runs over it.
opening, basics: what no voucher carries, the fund a year begins with and section A of the forms.
filling: every row of a form from the books of a year or of a part of one.
settlement: the settlement (B07), from the books or as it was handed in.
proof, proportions: where its money lies, and the limits on how it is spent.
row_sources: the vouchers behind one of its figures.
checks, year_end: what to mend before a year is handed in, and what its last day asks for.
handing_in, versions, approving: frozen, every version kept, the approved column filled.
typed_rows, settlement_roles: what may be typed into the form, and by whom.
corrections: what was approved otherwise than reported, until it is settled.
disclosures: what was published of a year, and when.
"""
