"""The tree of the organisation, and who stands in which group."""
