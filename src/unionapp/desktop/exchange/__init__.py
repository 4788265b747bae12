"""Sending and receiving: keys, packages out, packages in, consolidation."""
