"""Reads any spreadsheet into typed cells; knows nothing of unions."""
