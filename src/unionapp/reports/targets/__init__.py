"""Papers of targets: where a unit stands, and what it gave the units below."""
