"""Reports: chosen, looked at as they will be printed, written to files."""
