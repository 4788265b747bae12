"""Plays the whole main job on sample data, without a screen: two units and the unit above them.

Rosters in, dues and vouchers, activities; papers out; keys exchanged; packages sealed, verified,
accepted and consolidated. Every step is a use case; nothing here knows more than an officer does.
"""
