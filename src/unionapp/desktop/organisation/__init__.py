"""The unit itself, in tabs: profile, own figures, parameters, locked months, officers."""
