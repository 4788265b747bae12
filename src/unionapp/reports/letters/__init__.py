"""Letters and narrative reports."""
