"""The year of a fund: estimate, settlement, checks, disclosure.

Of this unit:
    budget, budget_checks: the estimate (B14), and what runs over it.
    figures, basics: what no voucher carries (opening, owed upwards), and section A of the forms.
    settlement: the settlement (B07), from the books or as it was handed in.
    proof, proportions: where its money lies, and the limits on how it is spent.
    row_sources: the vouchers behind one of its figures.
    checks, year_end: what to mend before a year is handed in, and what its last day asks for.
    handing_in, versions, approving: frozen, every version kept, the approved column filled.
    corrections: what was approved otherwise than reported, until it is settled.
    disclosures: what was published of a year, and when.
Of the units below:
    typed_rows, lower_settlements, lower_unit_checks: what they report, typed, checked, approved.
    settlement_exchange: a settlement as packages carry it.
    standing_settlements, settled_units: what stands here of many units, and what it tells of them.
    rates_of_units, collection_targets: the rates they are measured by, and how well they collect.
    group_settlement, chain_accounts: all of them as one form, and what goes on further up.
    settlement_roles: who may write and approve.
"""
