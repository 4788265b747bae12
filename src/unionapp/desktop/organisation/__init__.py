"""The unit itself: profile, parameters, locked months, officers."""
