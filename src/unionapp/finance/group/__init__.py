"""The settlements of the units below, and what they are together with this unit's own.

settlement_exchange: a settlement as packages carry it, sent and taken in.
lower_settlements, lower_unit_checks: what the units below report, typed, checked, approved.
standing_settlements, settled_units: what stands here of many units, and what it tells of them.
rates_of_units, collection_targets: the rates they are measured by, and how well they collect.
group_settlement, eliminations: all of them as one form, without what moved between them.
chain_accounts: what goes on further up.
"""
