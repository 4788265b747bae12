"""What stands on each official report, and its frozen snapshot."""
