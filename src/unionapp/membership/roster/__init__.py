"""Reads the people out of any foreign spreadsheet; pure reading, no database."""
